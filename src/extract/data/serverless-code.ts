/** Variables of the Serverless Framework in the texts of a configuration that is code: what they name is read as code would read it. */
import { EXPORT_EQUALS, type Expr, type ExprId, type Module } from '../../lower/module.ts';
import { rewritten } from '../../lower/text-parts.ts';
import { dataFileIn, keysIn, nextVariable, quotedIn, sourcesOf, variableAt } from './serverless-text.ts';

/** The same module, where `self` is what it exports, `env` the environment and `file` another module. */
export function withServerlessVariables(module: Module): Module {
  const self = module.exports.findLast(({ name }) => name === 'default' || name === EXPORT_EQUALS)?.value;
  if (self === undefined) return module;
  return rewritten(module, (expr, add) => {
    if (expr.kind === 'literal') return hasVariable(expr.value) ? textOf(String(expr.value), { self, add }) : null;
    if (expr.kind !== 'template' || !expr.parts.some(hasVariable)) return null;
    return { kind: 'template', parts: expr.parts.flatMap((part) => partsOf(part, { self, add })) };
  });
}

function hasVariable(text: unknown): boolean {
  return typeof text === 'string' && text.includes('${');
}

/** The configuration as a whole, and what adds an expression and gives its id. */
interface Configuration {
  readonly self: ExprId;
  readonly add: (expr: Expr) => ExprId;
}

const UNKNOWN: Expr = { kind: 'unknown', reason: 'rendered' };

/** A variable that is the whole of a text may stand for an object or a list. */
function textOf(text: string, configuration: Configuration): Expr {
  const whole = variableAt(text, 0);
  if (whole?.end === text.length) return variable(whole.inside, configuration);
  return { kind: 'template', parts: partsOf(text, configuration) };
}

function partsOf(text: string | ExprId, configuration: Configuration): readonly (string | ExprId)[] {
  if (typeof text !== 'string') return [text];
  const parts: (string | ExprId)[] = [];
  for (let at = 0; at < text.length;) {
    const found = variableAt(text, at);
    const next = found ? found.end : nextVariable(text, at);
    parts.push(found ? configuration.add(variable(found.inside, configuration)) : text.slice(at, next));
    at = next;
  }
  return parts;
}

/** The first of its sources that there is. */
function variable(inside: string, configuration: Configuration): Expr {
  const options = sourcesOf(inside).flatMap((source) => fromSource(source, configuration));
  const [only] = options;
  if (options.length < 2) return only ?? UNKNOWN;
  return { kind: 'choice', operator: '??', options: options.map((option) => configuration.add(option)) };
}

function fromSource(source: string, configuration: Configuration): readonly Expr[] {
  const quoted = quotedIn(source);
  if (quoted !== null) return [{ kind: 'literal', value: quoted }];
  const file = dataFileIn(source);
  if (file) return [member(moduleOf(file.path, configuration), ['default', ...file.keys], configuration)];
  const { self, add } = configuration;
  const [, kind = '', path = ''] = /^(self|param|sls|env):([^]*)$/.exec(source) ?? [];
  const keys = keysIn(path).map((key) => (key.includes('${') ? add(textOf(key, configuration)) : key));
  if (kind === 'self') return [member({ id: self }, keys, configuration)];
  if (kind === 'env') return [member({ kind: 'global', name: 'process' }, ['env', path], configuration)];
  if (kind === 'sls' && path === 'stage') return [member({ id: self }, ['provider', 'stage'], configuration)];
  if (kind === 'param') {
    const anyStage = add(UNKNOWN);
    return [
      member({ id: self }, ['params', anyStage, ...keys], configuration),
      member({ id: self }, ['stages', anyStage, 'params', ...keys], configuration),
    ];
  }
  return [UNKNOWN];
}

function moduleOf(path: string, configuration: Configuration): Expr {
  const specifier = configuration.add(textOf(`./${path.replace(/^\.\//, '')}`, configuration));
  return { kind: 'module', specifier, required: false };
}

/** What stands behind keys, of which any may be missing. */
function member(of: Expr | { readonly id: ExprId }, keys: readonly (string | ExprId)[], { add }: Configuration): Expr {
  const first = 'id' in of ? of.id : add(of);
  const [last = '', ...before] = keys.toReversed();
  const object = before.reduceRight<ExprId>(
    (inner, property) => add({ kind: 'member', object: inner, property, optional: true }),
    first,
  );
  return { kind: 'member', object, property: last, optional: true };
}
