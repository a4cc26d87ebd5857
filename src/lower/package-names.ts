/** Packages by other names than their own: with the registry or the server that they come from, and with a version. */

/** Servers of packages, by how their addresses begin. */
const SERVERS = [
  'https://esm.sh/',
  'https://esm.run/',
  'https://cdn.jsdelivr.net/npm/',
  'https://unpkg.com/',
  'https://cdn.skypack.dev/',
  'https://ga.jspm.io/npm:',
];
/** Packages that their makers published on deno.land/x as well, with the same exports. */
const ON_DENO_LAND = /^https:\/\/deno\.land\/x\/(openai|grammy)(?:@[^/]+)?\/mod\.ts$/;
/** `@scope/name@1.2.3/sub/path`; esm.sh puts `*` before it, and `v135/` for a version of its own. */
const PACKAGE = /^\/?(?:v\d+\/)?\*?((?:@[\w.-]+\/)?[\w.-]+)(?:@[^/?]*)?(\/[^?]*)?(?:\?.*)?$/;

/**
 * The name by which rules know what a specifier imports: `npm:openai@4/shims` is `openai/shims`. A file of a package
 * (`/dist/index.mjs`, `/+esm`) counts as the package.
 */
export function packageNamed(specifier: string): string {
  const rest = withoutServer(specifier);
  const [, name, path = ''] = (rest === null ? null : PACKAGE.exec(rest)) ?? [];
  if (name === undefined) return ON_DENO_LAND.exec(specifier)?.[1] ?? specifier;
  return /\.[a-z]+$|\+esm$|^\/$/.test(path) ? name : name + path;
}

/** The package of which a specifier names a file: `puppeteer-core/lib/esm/puppeteer/api/Page.js`; null where it names none. */
export function packageOfFile(specifier: string): string | null {
  return /^((?:@[\w.-]+\/)?[\w-][\w.-]*)\/.*\.[cm]?js$/.exec(specifier)?.[1] ?? null;
}

/** The entry of a package as most write it, where the extension of its file is written out: `lodash/merge` of `lodash/merge.js`, as Node wants it of modules. */
export function entryOfFile(specifier: string): string {
  return specifier.replace(/^((?:@[\w.-]+\/)?[\w-][\w.-]*\/.+)\.[cm]?js$/, '$1');
}

/**
 * The package that an entry belongs to: `better-auth` of `better-auth/minimal`; null for one as a whole, for what is no package, and for an entry
 * that says of itself that it is not the real thing (`@iconify/react/offline`).
 */
export function packageAround(specifier: string): string | null {
  const [, name = null, entry = ''] = /^((?:@[\w.-]+\/)?[\w-][\w.-]*)\/(.+)$/.exec(specifier) ?? [];
  return /(?:^|\/)(?:offline|mocks?|stubs?|testing|test|types)(?:\/|$)/.test(entry) ? null : name;
}

function withoutServer(specifier: string): string | null {
  const registry = /^(?:npm|jsr):/.exec(specifier)?.[0] ?? SERVERS.find((one) => specifier.startsWith(one));
  return registry === undefined ? null : specifier.slice(registry.length);
}
