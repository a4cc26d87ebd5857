/**
 * What builds put into the code: `define` of Vite and esbuild, `DefinePlugin` of webpack, `env` of Next.js. Of an expression that reads the
 * environment it is what a file says of that variable; any other is a global of the code that is built, and its value what that is.
 */
import type { LinkedModule } from '../../link/program.ts';
import { indexTakenIn } from '../../link/taken-in.ts';
import { GLOBAL_OBJECTS } from '../../rules/vocabulary.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import type { Facts } from '../../values/facts.ts';
import { contentsOf } from '../../values/operations/contents.ts';
import { variableNamed } from '../../values/operations/schemas.ts';
import { serialised } from '../../values/operations/text-functions.ts';
import { valueOfPlain } from '../../values/plain.ts';
import { keyOf } from '../../values/render.ts';
import { choice, closedText, fromParts, mapOptions } from '../../values/text.ts';
import { splitUrl } from '../../values/url-text.ts';
import { hole, text, type Part, type TextValue, type Value } from '../../values/value.ts';
import { beginsWithHost } from '../host.ts';
import { declaredBy, declaredInCode, type Declared, type DeclaredCapture, type Reading } from './declared.ts';

/** What is put in the place of an expression. */
interface Definition {
  readonly module: LinkedModule;
  /** `process.env.API_URL`, `__API_URL__`. */
  readonly expression: string;
  readonly value: Value;
}

const VARIABLE = /^(?:process\.env|import\.meta\.env|Bun\.env)(?:\.([A-Za-z_$][\w$]*))?$/;

/** The variables that builds say, as objects with a value for each. */
export function definedVariables(reading: Reading): readonly Declared[] {
  return definitionsIn(reading).flatMap(({ module, expression, value }) => {
    const matched = VARIABLE.exec(expression);
    if (!matched) return [];
    const [, name] = matched;
    const fields = name === undefined ? contentsOf(value, reading.evaluation).fields : new Map([[name, value]]);
    return [{ module, value: { kind: 'fields', fields, open: false } }];
  });
}

/** What builds put in the place of globals. The configuration of the package itself, or of one that takes it in, counts before that of others. */
export function createDefined(reading: Reading): Facts['defined'] {
  const { program, evaluation } = reading;
  const takesIn = indexTakenIn(program);
  let known: ReadonlyMap<string, readonly Definition[]> | null = null;
  return (name, component) => {
    known ??= evaluation.facts.meter.aside(() => globalsIn(reading));
    const all = known.get(name);
    if (!all) return null;
    const own = all.filter(({ module }) => module.file.component === component);
    const others = all.filter(({ module }) => component !== null && takesIn(module.file.component, component));
    const counted = [own, others, all].find((some) => some.length > 0) ?? [];
    return choice(counted.map(({ value }) => value));
  };
}

function globalsIn(reading: Reading): ReadonlyMap<string, readonly Definition[]> {
  const found = new Map<string, Definition[]>();
  for (const definition of definitionsIn(reading)) {
    const { expression, value } = definition;
    if (VARIABLE.test(expression) || !/^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(expression)) continue;
    const keys = expression.split('.');
    const [name, ...rest] = keys.length > 1 && GLOBAL_OBJECTS.has(keys[0] ?? '') ? keys.slice(1) : keys;
    if (name === undefined || name === 'process' || name === 'import') continue;
    const list = found.get(name) ?? [];
    found.set(name, list);
    list.push({ ...definition, value: under(rest, addressesOf(value, reading.evaluation)) });
  }
  return found;
}

function under(keys: readonly string[], value: Value): Value {
  return keys.reduceRight<Value>(
    (inner, key) => ({ kind: 'fields', fields: new Map([[key, inner]]), open: true }),
    value,
  );
}

function definitionsIn(reading: Reading): readonly Definition[] {
  // Several snippets may be about one configuration: an object, or a function that gives it.
  const found = new Map<string, Definition>();
  const all = [...entriesIn(reading, 'value', ''), ...entriesIn(reading, 'fields', 'process.env.')];
  for (const one of all) found.set(`${one.module.id} ${one.expression} ${keyOf(one.value)}`, one);
  return [...found.values()];
}

function entriesIn(reading: Reading, capture: DeclaredCapture, prefix: string): readonly Definition[] {
  const { evaluation } = reading;
  const declared = [...declaredBy('defined', reading, capture), ...declaredInCode(reading, 'defined', capture)];
  return declared.flatMap(({ module, value }) =>
    [...contentsOf(value, evaluation).fields].map(([name, one]) => ({
      module,
      expression: prefix + name,
      value: meantBy(one, evaluation),
    })),
  );
}

/** What a piece of code stands for that is written as a text: `JSON.stringify(url)`, `"'https://…'"`, `'process.env.API_URL'`. */
function meantBy(value: Value, evaluation: Evaluation, depth = 0): Value {
  return mapOptions(value, (one) => {
    const whole = serialised(one);
    if (whole) return whole;
    if (one.kind === 'text') return ofCode(one);
    if (one.kind !== 'record' || depth > DEEPEST) return one;
    const fields = [...contentsOf(one, evaluation).fields].map(
      ([name, field]) => [name, meantBy(field, evaluation, depth + 1)] as const,
    );
    return { kind: 'fields', fields: new Map(fields), open: false };
  });
}

/** Deeper than what is put into code. */
const DEEPEST = 5;

function ofCode(code: TextValue): Value {
  const quoted = unquoted(code);
  if (quoted) return quoted;
  const closed = closedText(code)?.trim();
  if (closed === undefined) return code;
  const [, variable] = VARIABLE.exec(closed) ?? [];
  if (variable !== undefined) return variableNamed(text(variable));
  if (!/^[[{]/.test(closed)) return code;
  try {
    return valueOfPlain(JSON.parse(closed), code.trail);
  } catch {
    return hole('unknown-global');
  }
}

/** `'…'`, `"…"` without its quotes, also around parts that are not known. */
function unquoted({ parts, trail }: TextValue): TextValue | null {
  const [first, last] = [parts[0], parts.at(-1)];
  if (first?.kind !== 'text' || last?.kind !== 'text') return null;
  const [, quote] = /^(["'`])/.exec(first.text) ?? [];
  if (quote === undefined || !last.text.endsWith(quote) || (parts.length === 1 && first.text.length < 2)) return null;
  const inner = parts.map((part, index): Part => {
    if (part.kind !== 'text') return part;
    const begin = index === 0 ? 1 : 0;
    return { kind: 'text', text: part.text.slice(begin, index === parts.length - 1 ? -1 : undefined) };
  });
  return fromParts(inner, trail);
}

/** Only addresses are known for certain: a name or a flag is what this build says, and another build may say something else. */
function addressesOf(value: Value, evaluation: Evaluation): Value {
  return mapOptions(value, (one) => {
    if (one.kind === 'fields') {
      const fields = [...one.fields].map(([name, field]) => [name, addressesOf(field, evaluation)] as const);
      return { ...one, fields: new Map(fields) };
    }
    if (one.kind === 'constant') return hole('unknown-global');
    if (one.kind !== 'text' || isAddress(one)) return one;
    return choice([one, hole('unknown-global')]);
  });
}

function isAddress(value: TextValue): boolean {
  const isKnown = value.parts.every(({ kind }) => kind === 'text');
  return (
    !isKnown ||
    splitUrl(value.parts) !== null ||
    beginsWithHost(value.parts) ||
    closedText(value)?.startsWith('/') === true
  );
}
