/**
 * Functions that nothing can call: not called, not handed over or stored, and not exported to anybody. What such a function would connect
 * to is nobody's destination. In doubt a function counts as reached: frameworks call what they find.
 */
import { laterOf } from '../link/later.ts';
import { EXPORT_EQUALS, MODULE_LEVEL, type BindingId, type ExprId, type FunctionId } from '../lower/module.ts';
import type { LinkedModule, Program } from '../link/program.ts';
import { createReferences, type References } from '../link/references.ts';
import type { Evaluation } from '../values/evaluation.ts';
import { functionKey, optionsOf } from '../values/value.ts';
import type { CallGraph } from './call-graph.ts';
import type { Handovers } from './handovers.ts';

export interface Reachability {
  /** Whether nothing can call a function of the repository. */
  readonly isUnreached: (module: LinkedModule, id: FunctionId) => boolean;
}

/** Prepares the answers; `entries` are the files whose exports are for others. */
export function createReachability(
  program: Program,
  graph: CallGraph,
  handovers: Handovers,
  evaluation: Evaluation,
  entries: ReadonlySet<string>,
): Reachability {
  let references: References | null = null;
  const answers = new Map<string, boolean>();
  const decide = (module: LinkedModule, id: FunctionId): boolean => {
    const info = module.functions[id];
    if (!info || info.class !== null || graph.callsOf(module, id).length > 0) return false;
    const binding = bindingOf(module, id, evaluation);
    const isHandedElsewhere = handovers.of(module, id).some(({ call }) => call !== info.passedTo?.call);
    if (binding === null || isHandedElsewhere || namesIn(module).read.has(binding)) return false;
    const known = (references ??= createReferences(program, entries));
    return exportedNames(module, binding).every((name) => isPrivate(module, name, id, known));
  };
  return {
    isUnreached(module, id) {
      const key = functionKey(module, id);
      const known = answers.get(key) ?? evaluation.facts.meter.aside(() => decide(module, id));
      answers.set(key, known);
      return known;
    },
  };
}

/** An export that nobody imports, of a module whose other exports somebody does, or of a component's own. */
function isPrivate(module: LinkedModule, name: string, id: FunctionId, references: References): boolean {
  if (name === 'default' || name === EXPORT_EQUALS || FRAMEWORK_EXPORTS.test(name)) return false;
  if (references.isReferenced(module, name)) return false;
  return references.isImported(module) || isComponent(module, name, id);
}

/**
 * What frameworks call by its name: Next.js, Remix and React Router, SvelteKit, Astro, Gatsby, Nuxt, Cloudflare Pages, AWS Lambda and
 * their like. https://nextjs.org/docs/app/api-reference/file-conventions, https://reactrouter.com/start/framework/route-module,
 * https://svelte.dev/docs/kit/load, https://docs.astro.build/en/guides/endpoints/
 */
const FRAMEWORK_EXPORTS =
  /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ALL|on[A-Z]\w*|get(?:Server|Static|Initial)\w*|generate\w+|(?:client)?[lL]oader|(?:client)?[aA]ction|actions|links|meta|headers|handler?|handle[A-Z]\w*|load|init|reroute|entries|setup|teardown|middleware|proxy|register|main|run|start|default|config|fetch|scheduled|queue|email|up|down|prefetch|wrap\w+|shouldRevalidate|ErrorBoundary|HydrateFallback|Layout|Head|sourceNodes|createPages|activate|deactivate)$/;

/** A component in a file that nobody imports: markup comes out of it, so no framework calls it by convention of its name. */
function isComponent(module: LinkedModule, name: string, id: FunctionId): boolean {
  const returns = module.functions[id]?.returns ?? [];
  return /^[A-Z]/.test(name) && returns.some((value) => module.expressions[value]?.kind === 'markup');
}

/** The name at the top of the module that holds the function, itself or through what wraps it (`memo`, `forwardRef`). */
function bindingOf(module: LinkedModule, id: FunctionId, evaluation: Evaluation): BindingId | null {
  const named = namesIn(module);
  const own = named.holding.get(id) ?? null;
  const call = module.functions[id]?.passedTo?.call;
  const wrapped = call === undefined ? undefined : named.given.get(call);
  if (call === undefined || wrapped === undefined || (own !== null && own < wrapped)) return own;
  return gives(module, call, id, evaluation) ? wrapped : own;
}

function gives(module: LinkedModule, call: ExprId, id: FunctionId, evaluation: Evaluation): boolean {
  if (module.expressions[call]?.kind !== 'call') return false;
  return optionsOf(evaluation.ask({ module, expr: call, frame: null })).some(
    (option) => option.kind === 'closure' && option.module === module && option.function === id,
  );
}

/** What is asked of the names of a module for each of its functions. */
interface Names {
  /** The first name at the top that is given a function, and the first that is given another value. */
  readonly holding: ReadonlyMap<FunctionId, BindingId>;
  readonly given: ReadonlyMap<ExprId, BindingId>;
  /** Names that are read anywhere but where they are exported, or given a property (`Card.displayName = …`). */
  readonly read: ReadonlySet<BindingId>;
}

const namesIn = laterOf((module: LinkedModule): Names => {
  const holding = new Map<FunctionId, BindingId>();
  const given = new Map<ExprId, BindingId>();
  for (const [binding, { function: owner, definitions, kind }] of module.bindings.entries()) {
    if (owner !== MODULE_LEVEL || kind === 'let' || kind === 'var') continue;
    for (const { value } of definitions) {
      const expr = module.expressions[value];
      if (expr?.kind === 'function' && !holding.has(expr.function)) holding.set(expr.function, binding);
      if (!given.has(value)) given.set(value, binding);
    }
  }
  return { holding, given, read: readIn(module) };
});

function readIn(module: LinkedModule): ReadonlySet<BindingId> {
  const passive = new Set([...module.exports.map(({ value }) => value), ...module.writes.map(({ object }) => object)]);
  return new Set(
    module.expressions.flatMap((expr, id) => (expr.kind === 'name' && !passive.has(id) ? [expr.binding] : [])),
  );
}

function exportedNames(module: LinkedModule, binding: BindingId): readonly string[] {
  const given = module.bindings[binding]?.definitions.map(({ value }) => value) ?? [];
  return module.exports.flatMap(({ name, value }) => {
    const expr = module.expressions[value];
    // `export default function` exports the function itself.
    return (expr?.kind === 'name' && expr.binding === binding) || given.includes(value) ? [name] : [];
  });
}
