/** Members of modules, and of functions that something is written to. */
import { lookupsIn } from '../../link/lookups.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { Evaluation } from '../evaluation.ts';
import { choice } from '../text.ts';
import type { ClosureValue, Value } from '../value.ts';
import { exportNamed } from './names.ts';
import { writtenTo } from './written.ts';

/** An export, or the continuation of `import('./x')`: `.then(…)`. */
export function namespaceMember(module: LinkedModule, name: string, evaluation: Evaluation): Value {
  const isContinuation = name === 'then' && evaluation.program.findExport(module, name).length === 0;
  return isContinuation
    ? { kind: 'builtin', name, receiver: { kind: 'namespace', module } }
    : exportNamed(module, name, evaluation);
}

/** A property that is written to the name of a function: `request.base = …`, or a namespace merged with it. */
export function writtenOnFunction(value: ClosureValue, name: string, evaluation: Evaluation): Value | null {
  const { module } = value;
  const owner = lookupsIn(module).writtenNameOf(value.function);
  const written = (owner === undefined ? [] : (module.bindings[owner]?.writes ?? [])).flatMap((index) => {
    const write = module.writes[index];
    return write?.property === name ? [evaluation.evaluate({ module, expr: write.value, frame: value.frame })] : [];
  });
  const all = [...written, ...writtenTo(value, name, evaluation)];
  return all.length === 0 ? null : choice(all);
}
