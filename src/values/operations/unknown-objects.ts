/** What is written to a member of an object that is not known, by the same words as it is read: `settings.url ??= fallback`, `this.options.host = host`. */
import { laterOf } from '../../link/later.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { ExprId, Write } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { LIMITS } from '../limits.ts';
import { optionsOf, type Ref, type Value } from '../value.ts';
import { settle } from './api.ts';
import { grouped } from '../../link/grouped.ts';

/** What the file writes under the name to an object that it could not follow, where that is text whose beginning is known; nothing for any other object. */
export function writtenToUnknown(
  { object, property }: { readonly object: ExprId; readonly property: string },
  value: Value,
  ref: Ref,
  evaluation: Evaluation,
): readonly Value[] {
  const writes = writesIn(ref.module);
  const path = writes.size === 0 ? null : pathOf(object, ref.module);
  const found = path === null ? undefined : writes.get(`${path}.${property}`);
  if (found === undefined || !isUnknown(value, evaluation)) return NOTHING;
  return found.slice(0, LIMITS.choiceWidth).flatMap(([, write]) => {
    const frame = ref.frame?.function === write.owner ? ref.frame : null;
    return optionsOf(evaluation.evaluate({ module: ref.module, expr: write.value, frame })).filter(beginsKnown);
  });
}

const NOTHING: readonly Value[] = [];

/** Whether it may be something of which nothing is known: an answer, the content of a file, a setting. */
function isUnknown(value: Value, evaluation: Evaluation): boolean {
  const settled = optionsOf(value).flatMap((one) => (one.kind === 'api' ? optionsOf(settle(one, evaluation)) : [one]));
  return settled.some(({ kind }) => kind === 'hole');
}

function beginsKnown(value: Value): boolean {
  if (value.kind !== 'text') return false;
  const [first] = value.parts;
  return first !== undefined && (first.kind === 'text' || first.hole.kind === 'env');
}

/** The writes to members of a file by the words of what they write to: a name or a member of `this`, and the members below. */
const writesIn = laterOf(
  (module: LinkedModule): ReadonlyMap<string, readonly (readonly [path: string, write: Write])[]> => {
    const writes = module.writes.flatMap((write): readonly (readonly [path: string, write: Write])[] => {
      if (write.how !== 'property' || typeof write.property !== 'string' || write.isMember === true) return [];
      const path = pathOf(write.object, module);
      return path === null ? [] : [[`${path}.${write.property}`, write]];
    });
    return grouped(writes, ([path]) => path);
  },
);

/** `12.server` for `config.server` of the binding 12, `this 3.options` in the class 3; null for what is no such chain. */
function pathOf(id: ExprId, module: LinkedModule): string | null {
  const expr = module.expressions[id];
  if (expr?.kind === 'name') return String(expr.binding);
  if (expr?.kind === 'this') return expr.owner.kind === 'instance' ? `this ${expr.owner.class}` : null;
  if (expr?.kind !== 'member' || typeof expr.property !== 'string') return null;
  const above = pathOf(expr.object, module);
  return above === null ? null : `${above}.${expr.property}`;
}
