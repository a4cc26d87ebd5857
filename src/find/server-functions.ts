/** Functions that a framework runs on the server although they stand in the file of a page: `getServerSideProps`, `loader`, `action`. */
import type { Surface } from '../identify/destination.ts';
import { laterOf } from '../link/later.ts';
import { lookupsIn } from '../link/lookups.ts';
import type { LinkedModule } from '../link/program.ts';
import type { ExprId, FunctionId, Guard, ImportEdge, Module } from '../lower/module.ts';
import type { Conditions } from '../lower/implied.ts';
import { sideOf } from '../lower/sides.ts';
import { isOfTests } from '../lower/test-flags.ts';
import { functionsAround } from '../link/call-sites.ts';

/** Where a call runs: where its file does, but for what a page's file has for its server. */
export function surfaceAt(module: LinkedModule, call: ExprId): Surface {
  const site = lookupsIn(module).siteOf(call);
  return surfaceIn(module, site?.owner ?? null, site?.guards);
}

/** The same of what stands in a function, null where that is not known, and behind conditions: what only tests, or one side, get to is theirs. */
export function surfaceIn(module: LinkedModule, owner: FunctionId | null, guards: readonly Guard[] = []): Surface {
  const { surface } = module.file;
  const conditions: Conditions = { at: (id) => module.expressions[id], binding: (id) => module.bindings[id] };
  if (guards.some((guard) => isOfTests(guard, conditions))) return 'test';
  if (surface === 'server' || surface === 'browser') {
    const sides = guards.flatMap((guard) => sideOf(guard, conditions) ?? []);
    if (sides.length > 0) return sides.at(-1) ?? surface;
  }
  if (surface !== 'browser' || !/\.[jt]sx?$/.test(module.path)) return surface;
  const handlers = handlersOf(module);
  if (handlers.size === 0) return surface;
  // A route without a component is all for the server.
  if (!module.exports.some(({ name }) => name === 'default')) return 'server';
  return owner !== null && [...functionsAround(owner, module)].some((id) => handlers.has(id)) ? 'server' : surface;
}

/** Where a rule says that a use in this module runs: a server loads what it draws as a picture itself. */
export function ruledIn(module: Module, ruled: Surface | null): Surface | null {
  return ruled === 'browser' && module.imports.some(isOfPictures) ? 'server' : ruled;
}

function isOfPictures({ specifier, typeOnly }: ImportEdge): boolean {
  return !typeOnly && PICTURES.has(specifier);
}

/** What turns elements into a picture. */
const PICTURES: ReadonlySet<string> = new Set(['next/og', '@vercel/og', 'workers-og', 'satori']);

/** Next.js and Gatsby run what has these names nowhere else. */
const SERVER_ONLY: ReadonlySet<string> = new Set([
  'getServerSideProps',
  'getStaticProps',
  'getStaticPaths',
  'getServerData',
]);

/** Remix and React Router run these on the server where they are a framework; as a library React Router runs them in the browser. */
const OF_ROUTES: ReadonlySet<string> = new Set(['loader', 'action', 'headers', 'middleware']);

/** What only the file of such a framework imports. */
const FRAMEWORK =
  /^@remix-run\/|^@react-router\/|^@shopify\/(?:hydrogen|remix-oxygen)|\/\+types\/|\.server(?:\.[jt]sx?)?$/;

const handlersOf = laterOf(
  (module: Module): ReadonlySet<FunctionId> =>
    new Set(module.exports.flatMap(({ name, value }) => (isHandler(name, module) ? functionsOf(value, module) : []))),
);

function isHandler(name: string, { imports }: Module): boolean {
  return SERVER_ONLY.has(name) || (OF_ROUTES.has(name) && imports.some(({ specifier }) => FRAMEWORK.test(specifier)));
}

/** The function that is exported, also as what a wrapper is given: `withSession(async (context) => …)`. */
function functionsOf(id: ExprId, module: Module): readonly FunctionId[] {
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'function':
      return [expr.function];
    case 'name':
      return (module.bindings[expr.binding]?.definitions ?? []).flatMap(({ value }) => functionsOf(value, module));
    case 'call':
      return expr.args.flatMap(({ value }) => (isWritten(value, module) ? functionsOf(value, module) : []));
    default:
      return [];
  }
}

function isWritten(id: ExprId, { expressions }: Module): boolean {
  return expressions[id]?.kind === 'function';
}
