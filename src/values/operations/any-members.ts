/** Members under a key that is not known: any of those that there are. */
import type { LinkedModule } from '../../link/program.ts';
import { remnant } from '../codec.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice, closedText, isWide, mapOptions, oneOf } from '../text.ts';
import { insideOf } from '../holes.ts';
import { hole, type Value } from '../value.ts';
import { connectingMembers } from './api.ts';
import { anyItemOf } from './collections.ts';
import { contentsOf, wholeOf, type Contents } from './contents.ts';
import { anyItem } from './list-methods.ts';
import { exportNamed } from './names.ts';

/** Any member: what `table[key]` is when the key is unknown. */
export function anyMember(value: Value, evaluation: Evaluation): Value {
  switch (value.kind) {
    case 'choice':
      // Of each entry of a long table any member: that is more than can be followed.
      return isWide(value)
        ? hole('too-many')
        : mapOptions(withoutEmpty(value), (option) => anyMember(option, evaluation));
    case 'list':
      return anyItem(value);
    case 'record':
    case 'parsed':
    case 'fields':
    case 'api':
    case 'namespace': {
      const whole = value.kind === 'api' || value.kind === 'namespace' ? wholeOf(value, evaluation) : null;
      if (whole) return anyMember(whole, evaluation);
      const connecting = value.kind === 'api' ? connectingMembers(value) : [];
      return connecting.length > 0 ? choice([...connecting, hole('unknown-member')]) : anyField(value, evaluation);
    }
    case 'map':
      return anyItemOf(value, evaluation);
    case 'environment':
      return hole('unknown-environment');
    case 'hole':
      return insideOf(value);
    case 'text':
      return remnant(value) ?? hole('unknown-member');
    default:
      return hole('unknown-member');
  }
}

/** One of several that is a list without items, or missing, gives none; beside a list, a text gives but a character. */
function withoutEmpty(value: Extract<Value, { kind: 'choice' }>): Value {
  const hasList = value.options.some(({ kind }) => kind === 'list');
  const options = value.options.filter((one) => {
    if (one.kind === 'list') return one.items.length > 0 || one.open;
    if (one.kind === 'text') return !hasList || closedText(one) === null;
    return one.kind !== 'constant' || one.value != null;
  });
  return options.length === 0 ? value : { kind: 'choice', options };
}

/** Any field of an object: those that are known, and what is not. */
function anyField(value: Value, evaluation: Evaluation): Value {
  const contents = contentsOf(value, evaluation);
  if (value.kind === 'namespace' && contents.fields.size === 0 && contents.others.length === 0)
    return anyOfWhole(value.module, evaluation);
  const known = ANY.get(contents);
  if (known) return known;
  const any = anyOf(contents);
  ANY.set(contents, any);
  return any;
}

/** A long table is put together once, however often it is read. */
const ANY = new WeakMap<Contents, Value>();

function anyOf({ fields, others, isOpen, isCut }: Contents): Value {
  const known = [...fields.values(), ...others];
  if (known.length > 0 && !isOpen) return oneOf(known);
  return oneOf([...known, hole(isCut === true ? 'too-many' : 'unknown-member')]);
}

/** `module.exports = [ … ]`: what is exported as a whole has the members. */
function anyOfWhole(module: LinkedModule, evaluation: Evaluation): Value {
  const whole = exportNamed(module, 'default', evaluation);
  return whole.kind === 'namespace' ? hole('unknown-member') : anyMember(whole, evaluation);
}
