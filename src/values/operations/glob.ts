/** `import.meta.glob(pattern)`: the modules of a folder by their paths, or functions that load them. */
import { relative, dirname } from 'node:path/posix';
import type { Expr } from '../../lower/module.ts';
import { argumentAt } from '../arguments.ts';
import type { Evaluation } from '../evaluation.ts';
import { closedText } from '../text.ts';
import type { Ref, Value } from '../value.ts';
import { memberOf } from './members.ts';

/** What the call gives, if it is one of `import.meta.glob`; null for any other. */
export function modulesOfGlob(call: Extract<Expr, { kind: 'call' }>, ref: Ref, evaluation: Evaluation): Value | null {
  const callee = ref.module.expressions[call.callee];
  if (callee?.kind !== 'member' || callee.property !== 'glob') return null;
  if (ref.module.expressions[callee.object]?.kind !== 'meta') return null;
  const patterns = argumentAt(ref, 0, evaluation);
  const options = argumentAt(ref, 1, evaluation);
  const eager = options !== null && isTrue(memberOf(options, 'eager', evaluation));
  const name = options === null ? null : closedText(memberOf(options, 'import', evaluation));
  const fields = new Map<string, Value>();
  for (const pattern of patterns?.kind === 'list' ? patterns.items : [patterns]) {
    const closed = pattern === null || pattern === undefined ? null : closedText(pattern);
    if (closed === null) return null;
    for (const module of evaluation.program.modulesLike(ref.module, closed)) {
      const whole: Value = { kind: 'namespace', module };
      const loaded = name === null || name === 'undefined' ? whole : memberOf(whole, name, evaluation);
      const path = relative(dirname(ref.module.path), module.path);
      const key = path.startsWith('.') ? path : `./${path}`;
      fields.set(key, eager ? loaded : { kind: 'builtin', name: 'load', receiver: loaded });
    }
  }
  return { kind: 'fields', fields, open: false };
}

function isTrue(value: Value): boolean {
  return value.kind === 'constant' && value.value === true;
}
