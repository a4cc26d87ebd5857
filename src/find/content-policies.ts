/**
 * The content security policies that a program sends: whatever stands under the name of the header, however the framework takes it.
 * The name is a word of the web and of no library, so it needs no rules: `setHeader(name, policy)`, `{ key: name, value: policy }`,
 * `{ [name]: policy }`, the `contentSecurityPolicy` and `csp` of options, and `<meta http-equiv>`.
 */
import { isProduction } from '../identify/destination.ts';
import type { Program, LinkedModule } from '../link/program.ts';
import type { ExprId, Property } from '../lower/module.ts';
import { positionAt } from '../parse/source-text.ts';
import { contentsOf } from '../values/operations/contents.ts';
import { closedText } from '../values/text.ts';
import { optionsOf, type TextValue, type Value } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import { contained } from './contained.ts';

/** A policy as it is written; what is not known of it stands as U+0000. */
export interface WrittenPolicy {
  readonly file: string;
  readonly line: number;
  readonly component: string;
  readonly text: string;
}

/** Finds the policies that are enforced; one that only reports refuses nothing. */
export function contentPolicies({ modules }: Program, analysis: Analysis): readonly WrittenPolicy[] {
  return modules.flatMap((module) =>
    isProduction(module.file.surface) && MENTIONED.test(module.source.text)
      ? contained({ module, at: null }, analysis.contained, () => policiesIn(module, analysis), [])
      : [],
  );
}

/** Most files never say it. */
const MENTIONED = /content-?security-?policy|\bcsp\b/i;
const HEADER = 'content-security-policy';
const OPTION = 'contentSecurityPolicy';

function policiesIn(module: LinkedModule, { evaluation }: Analysis): readonly WrittenPolicy[] {
  const found = new Map<string, WrittenPolicy>();
  const ask = (expr: ExprId): Value => evaluation.ask({ module, expr, frame: null });
  const textOf = (expr: ExprId | undefined): string => (expr === undefined ? '' : (closedText(ask(expr)) ?? ''));
  const isHeader = (expr: ExprId | undefined): boolean => textOf(expr).toLowerCase() === HEADER;
  const add = (expr: ExprId | undefined): void => {
    if (expr === undefined) return;
    const { line } = positionAt(module.source, module.starts[expr] ?? 0);
    for (const text of optionsOf(ask(expr)).flatMap((value) => policyText(value, analysisOf))) {
      found.set(`${line} ${text}`, { file: module.path, line, component: module.file.component, text });
    }
  };
  const analysisOf: Read = { fields: (value) => contentsOf(value, evaluation) };
  for (const expr of module.expressions) {
    if (expr.kind === 'call' && expr.args.length > 1) {
      const [name, value] = expr.args;
      if (name && value && !name.spread && isNamedHere(module, name.value) && isHeader(name.value)) add(value.value);
    } else if (expr.kind === 'object') {
      for (const value of inObject(expr.properties, isHeader)) add(value);
    } else if (expr.kind === 'markup') {
      const attributes = module.expressions[expr.attributes];
      const own = attributes?.kind === 'object' ? attributes.properties : [];
      if (isHeader(valueOf(own, 'http-equiv') ?? valueOf(own, 'httpEquiv'))) add(valueOf(own, 'content'));
    }
  }
  return [...found.values()];
}

/** Only a literal or a name is asked: the first arguments of all calls of a file would cost more than this is worth. */
function isNamedHere({ expressions }: LinkedModule, expr: ExprId): boolean {
  const kind = expressions[expr]?.kind;
  return kind === 'literal' || kind === 'name' || kind === 'member';
}

function inObject(
  properties: readonly Property[],
  isHeader: (expr: ExprId | undefined) => boolean,
): readonly (ExprId | undefined)[] {
  const named = properties.flatMap((one) => {
    if (one.kind !== 'property') return [];
    const isPolicy =
      typeof one.key === 'string' && (one.key.toLowerCase() === HEADER || one.key === OPTION || one.key === 'csp');
    return isPolicy ? [one.value] : [];
  });
  const key = valueOf(properties, 'key') ?? valueOf(properties, 'name');
  return key !== undefined && isHeader(key) ? [...named, valueOf(properties, 'value')] : named;
}

function valueOf(properties: readonly Property[], name: string): ExprId | undefined {
  return properties.flatMap((one) => (one.kind === 'property' && one.key === name ? [one.value] : []))[0];
}

interface Read {
  readonly fields: (value: Value) => { readonly fields: ReadonlyMap<string, Value>; readonly isOpen: boolean };
}

/** A header's text, or the directives of an object. */
function policyText(value: Value, read: Read): readonly string[] {
  if (value.kind === 'text') return [withGaps(value)];
  const outer = read.fields(value);
  const inner = outer.fields.get('directives');
  const { fields, isOpen } = inner === undefined ? outer : read.fields(inner);
  const known = [...fields].filter(([name]) => DIRECTIVE.test(name));
  if (known.length === 0) return [];
  const directives = known.map(([name, sources]) => `${kebab(name)} ${sourcesText(sources)}`);
  // Where it stands among them is not known either.
  return [[...(isOpen ? [UNKNOWN] : []), ...directives].join('; ')];
}

/** `connectSrc`, `connect-src`, `formAction`. */
const DIRECTIVE = /(?:Src|-src|^formAction$|^form-action$|SrcElem|-src-elem)$/;
const UNKNOWN = '\u0000';

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function sourcesText(value: Value): string {
  if (value.kind === 'text') return withGaps(value);
  if (value.kind !== 'list') return value.kind === 'constant' ? '' : UNKNOWN;
  const items = value.items.map((item) => (item.kind === 'text' ? withGaps(item) : UNKNOWN));
  return [...items, ...(value.open ? [UNKNOWN] : [])].join(' ');
}

function withGaps({ parts }: TextValue): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : UNKNOWN)).join('');
}
