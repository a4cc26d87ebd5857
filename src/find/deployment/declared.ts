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
import { optionsOf, type ApiValue, type Applied, type Ref, type Value } from '../../values/value.ts';
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

/** What the code of a build or of infrastructure says in calls: `new lambda.Function(this, 'Api', { environment: { API_URL } })`. */
export function declaredInCode(
  reading: Reading,
  returns: Extract<Returns, 'variables' | 'defined'>,
  capture: DeclaredCapture = 'value',
): readonly Declared[] {
  const { program, trie, containing } = reading;
  const { assignments } = trie.names;
  if (assignments.size === 0) return [];
  return program.modules
    .filter(({ file }) => file.surface !== 'test')
    .flatMap((module) => {
      // What a package exports by default has the name that the module gives it.
      const isNamed = module.imports.some(({ specifier }) => assignments.get('default')?.has(specifier));
      return module.calls.flatMap(({ call }) => {
        const expr = module.expressions[call];
        const name = expr?.kind === 'call' ? terminalName(module, expr.callee) : null;
        const isOwn = isNamed && expr?.kind === 'call' && module.expressions[expr.callee]?.kind === 'name';
        if (name === null || !(isOwn || assignments.has(name))) return [];
        const at: Ref = { module, expr: call, frame: null };
        return contained({ module, at: call }, containing, () => declaredAt(at, returns, capture, reading), []);
      });
    });
}

function declaredAt(
  at: Ref,
  returns: Returns,
  capture: DeclaredCapture,
  { trie, evaluation }: Reading,
): readonly Declared[] {
  const expr = at.module.expressions[at.expr];
  if (expr?.kind !== 'call') return [];
  const kind = expr.construct ? 'construct' : 'call';
  return optionsOf(evaluation.ask({ ...at, expr: expr.callee })).flatMap((callee) =>
    calleesOf(callee, { ...at, expr: expr.callee }, trie).flatMap((one) =>
      declaredWith(apiInvoke(one, kind, at), at, returns, capture, evaluation),
    ),
  );
}

/**
 * What is called: a bundler also hands itself to the functions of its configuration, `webpack: (config, { webpack }) => new
 * webpack.DefinePlugin(…)`. What a rule knows as a global is that under its name.
 */
function calleesOf(value: Value, { module, expr }: Ref, { globals }: Trie): readonly ApiValue[] {
  if (value.kind === 'api') return [value];
  const callee = module.expressions[expr];
  if (value.kind !== 'hole' || value.hole.kind !== 'parameter' || callee?.kind !== 'member') return [];
  const handed = terminalName(module, callee.object);
  const { property } = callee;
  const node = handed === null || typeof property !== 'string' ? null : globals.get(handed)?.members.get(property);
  return node ? [{ kind: 'api', node, applied: [] }] : [];
}

function declaredWith(
  api: ApiValue | null,
  { module }: Ref,
  returns: Returns,
  capture: DeclaredCapture,
  evaluation: Evaluation,
): readonly Declared[] {
  return (api?.node.ends ?? []).flatMap((end) => {
    if (!api || end.kind !== 'function' || end.function.returns !== returns) return [];
    const captures = capturesAt(end, api.applied, evaluation);
    const value = captures?.get(capture)?.value;
    const name = captures?.get('name')?.value;
    if (!value) return [];
    const key = name ? closedText(name) : null;
    if (name && key === null) return [];
    const fields: Value = { kind: 'fields', fields: new Map([[key ?? '', value]]), open: false };
    return [{ module, value: key === null ? value : fields }];
  });
}

/** What is captured of it: its value, or of what a build defines the variables. */
export type DeclaredCapture = 'value' | 'fields';

/** What a module declares: an object or list of variables, or names of machines. */
export interface Declared {
  readonly module: LinkedModule;
  readonly value: Value;
}

/** What the exports of data and configuration declare. */
export function declaredBy(
  returns: Extract<Returns, 'variables' | 'defined' | 'machines'>,
  { program, trie, evaluation, containing }: Reading,
  capture: DeclaredCapture = 'value',
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
          declaredAs(ends, { module, expr, frame: null }, capture, evaluation),
        );
      return contained({ module, at: value }, containing, declared, []);
    }),
  );
}

function declaredAs(
  ends: readonly PathEnd[],
  at: Ref,
  capture: DeclaredCapture,
  evaluation: Evaluation,
): readonly Declared[] {
  const applied: Applied = { ...at, as: 'value' };
  return ends.flatMap((end) => {
    const captured = capturesAt(end, [applied], evaluation)?.get(capture);
    const values = captured?.explicit === true ? [captured.value, ...(captured.more ?? [])] : [];
    return values.map((value) => ({ module: at.module, value }));
  });
}
