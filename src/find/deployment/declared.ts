/** Where the configuration of a repository, or code that makes infrastructure, says what variables and machines there are. Rules say where that is. */
import { EXPORT_EQUALS } from '../../lower/module.ts';
import { terminalName } from '../../link/names.ts';
import type { LinkedModule, Program } from '../../link/program.ts';
import type { Returns } from '../../rules/vocabulary.ts';
import type { PathEnd, Trie } from '../../rules/trie.ts';
import { capturesAt } from '../../values/captures.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import { apiInvoke } from '../../values/operations/api.ts';
import { closedText } from '../../values/text.ts';
import { optionsOf, type Applied, type Ref, type Value } from '../../values/value.ts';
import { contained, type Containing } from '../contained.ts';
import { configurations } from '../exports.ts';
import { isReadFrom } from '../read-from.ts';

/** What is read, and with what. */
export interface Reading {
  readonly program: Program;
  readonly trie: Trie;
  readonly evaluation: Evaluation;
  readonly containing: Containing;
}

/** What code says that makes the infrastructure: `new lambda.Function(this, 'Api', { environment: { API_URL } })`. */
export function declaredInCode({ program, trie, evaluation, containing }: Reading): readonly Declared[] {
  const { assignments } = trie.names;
  if (assignments.size === 0) return [];
  return program.modules
    .filter(({ file }) => file.surface !== 'test')
    .flatMap((module) =>
      module.calls.flatMap(({ call }) => {
        const expr = module.expressions[call];
        const name = expr?.kind === 'call' ? terminalName(module, expr.callee) : null;
        if (name === null || !assignments.has(name)) return [];
        const at: Ref = { module, expr: call, frame: null };
        return contained({ module, at: call }, containing, () => declaredAt(at, evaluation), []);
      }),
    );
}

function declaredAt(at: Ref, evaluation: Evaluation): readonly Declared[] {
  const expr = at.module.expressions[at.expr];
  if (expr?.kind !== 'call') return [];
  return optionsOf(evaluation.ask({ ...at, expr: expr.callee })).flatMap((callee) => {
    const api = callee.kind === 'api' ? apiInvoke(callee, expr.construct ? 'construct' : 'call', at) : null;
    return (api?.node.ends ?? []).flatMap((end) => {
      if (!api || end.kind !== 'function' || end.function.returns !== 'variables') return [];
      const captures = capturesAt(end, api.applied, evaluation);
      const value = captures?.get('value')?.value;
      const name = captures?.get('name')?.value;
      if (!value) return [];
      const key = name ? closedText(name) : null;
      if (name && key === null) return [];
      const fields: Value = { kind: 'fields', fields: new Map([[key ?? '', value]]), open: false };
      return [{ module: at.module, value: key === null ? value : fields }];
    });
  });
}

/** What a module declares: an object or list of variables, or names of machines. */
export interface Declared {
  readonly module: LinkedModule;
  readonly value: Value;
}

/** What the exports of data and configuration declare. */
export function declaredBy(
  returns: Extract<Returns, 'variables' | 'machines'>,
  { program, trie, evaluation, containing }: Reading,
): readonly Declared[] {
  return program.modules.flatMap((module) =>
    module.exports.flatMap(({ name, value }) => {
      const node = trie.exports.get(name === EXPORT_EQUALS ? 'default' : name);
      const ends = (node?.ends ?? []).filter(
        (end) => end.kind === 'function' && end.function.returns === returns && isReadFrom(end.function, module),
      );
      if (ends.length === 0) return [];
      const declared = (): readonly Declared[] =>
        configurations(module, value, { evaluation }).flatMap((expr) =>
          declaredAs(ends, { module, expr, frame: null }, evaluation),
        );
      return contained({ module, at: value }, containing, declared, []);
    }),
  );
}

function declaredAs(ends: readonly PathEnd[], at: Ref, evaluation: Evaluation): readonly Declared[] {
  const applied: Applied = { ...at, as: 'value' };
  return ends.flatMap((end) => {
    const captured = capturesAt(end, [applied], evaluation)?.get('value');
    const values = captured?.explicit === true ? [captured.value, ...(captured.more ?? [])] : [];
    return values.map((value) => ({ module: at.module, value }));
  });
}
