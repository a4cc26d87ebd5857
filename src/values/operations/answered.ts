/** What the program's own routes answer to its own requests: of `fetch('/api/config')` what the file of that route sends as JSON. */
import { ANY_PART, routesAt } from '../../link/routes.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { ExprId } from '../../lower/module.ts';
import type { Evaluation } from '../evaluation.ts';
import { isPage } from '../reasons.ts';
import { choice } from '../text.ts';
import { hole, optionsOf, type Hole, type Value } from '../value.ts';
import { contentsOf } from './contents.ts';
import type { Passage } from './pass-through.ts';

/** An object of what is known of the answers to a request for `$url`; anything else in it is not known. */
export function answeredTo({ api, captures, evaluation }: Passage): Value {
  const component = api.applied[0]?.module.file.component;
  const url = captures.get('url')?.value;
  const paths = new Set(url ? optionsOf(url).flatMap((one) => pathIn(one) ?? []) : []);
  if (component === undefined || paths.size === 0) return UNKNOWN;
  return choice([...paths].map((path) => answersAt(path, component, evaluation)));
}

const UNKNOWN = hole('unknown-call');

/** The path of the page's own origin that a text asks for; null where it asks for something else. */
function pathIn(value: Value): string | null {
  if (value.kind !== 'text') return null;
  const parts = value.parts.filter((part, index) => index > 0 || part.kind === 'text' || !isPage(part.hole));
  const [path = ''] = parts
    .map((part) => (part.kind === 'text' ? part.text : ANY_PART))
    .join('')
    .split(/[?#]/);
  return /^\/[^/*]/.test(path) ? path : null;
}

function answersAt(path: string, component: string, evaluation: Evaluation): Value {
  return evaluation.lookupValue(`answers ${component} ${path}`, () => {
    const found = new Map<string, Value[]>();
    for (const module of routesAt(evaluation.program, component, path)) {
      for (const expr of sentIn(module)) {
        const sent = evaluation.evaluate({ module, expr, frame: null });
        for (const [name, value] of contentsOf(sent, evaluation).fields)
          found.set(name, [...(found.get(name) ?? []), ...optionsOf(value).map(asSent)]);
      }
    }
    const fields = [...found].map(([name, values]) => [name, choice(values)] as const);
    const isKnown = [...found.values()].flat().some((one) => one !== UNKNOWN && one.kind !== 'constant');
    return isKnown ? { kind: 'fields', fields: new Map(fields), open: true, others: UNKNOWN } : UNKNOWN;
  });
}

/** What a route does not know itself is an unknown of who asks. */
function asSent(value: Value): Value {
  const [first] = value.kind === 'text' ? value.parts : [];
  const begins: Hole | null = value.kind === 'hole' ? value.hole : first?.kind === 'hole' ? first.hole : null;
  return begins === null || begins.kind === 'env' ? value : UNKNOWN;
}

/** What is sent as JSON: `NextResponse.json(data)`, `res.status(200).json(data)`, `json(data)`, `new Response(JSON.stringify(data))`. */
function sentIn(module: LinkedModule): readonly ExprId[] {
  return module.calls.flatMap(({ call }) => {
    const expr = module.expressions[call];
    const [first] = expr?.kind === 'call' ? expr.args : [];
    if (expr?.kind !== 'call' || !first || first.spread) return [];
    return isSending(module, expr.callee) ? [first.value] : [];
  });
}

function isSending(module: LinkedModule, callee: ExprId): boolean {
  const expr = module.expressions[callee];
  if (expr?.kind === 'name') return module.bindings[expr.binding]?.name === 'json';
  if (expr?.kind !== 'member') return false;
  const object = module.expressions[expr.object];
  const isStringify = expr.property === 'stringify' && object?.kind === 'global' && object.name === 'JSON';
  return expr.property === 'json' || isStringify;
}
