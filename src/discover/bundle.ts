/** Build output that was committed: minified or bundled code, which says nothing that its sources do not say better. */

/** Only files above this size are looked into: see `contentProblem` in files.ts. */
export const LARGE = 128 * 1024;

const MINIFIED_SIZE = 512 * 1024;
const MINIFIED_LINE = 500;

// What the module systems of bundlers leave behind, near the start or the end.
const BUNDLER =
  /\/\*{6}\/ \(|webpackBootstrap|__webpack_require__|__nccwpck_require__|webpackChunk|parcelRequire|System\.register\(\[|^var __(?:defProp|create|commonJS) = /m;

/** Whether the name says that the file is build output. */
export function isBundleName(path: string): boolean {
  return /[.-](?:min|bundle|bundled)\.[cm]?js$/i.test(path) || BUILT.test(path);
}

/** Where Next.js, SvelteKit and Nuxt put what they build for browsers: no program has sources there. */
const BUILT = /(?:^|\/)(?:_next\/static|_app\/immutable|_nuxt)\/.*\.[cm]?js$/;

/** Whether a file of this name and size may be build output. Bundlers write no TypeScript and no JSX; what is larger than people write was renamed. */
export function mayBeBundle(path: string, size: number): boolean {
  return JAVASCRIPT.test(path) ? size > LARGE : size > MINIFIED_SIZE && TYPED.test(path);
}

const JAVASCRIPT = /\.[cm]?js$/i;
const TYPED = /\.(?:[cm]?ts|[jt]sx)$/i;

/** Whether the text of a large file was written by a bundler or a minifier. */
export function isBundleText(path: string, text: string): boolean {
  // Generated TypeScript has long lines, and no names of one letter. What a minifier wrote has them throughout, its tables aside.
  if (!JAVASCRIPT.test(path)) return QUARTERS.filter((part) => isShortened(text.slice(text.length * part))).length > 1;
  if (VERSIONED.test(path) || BUNDLER.test(text.slice(0, 65_536)) || BUNDLER.test(text.slice(-8192))) return true;
  return isShortened(text) || (text.length > MINIFIED_SIZE && text.length / lineCount(text) > MINIFIED_LINE);
}

/** A release of a library that was put beside the program, whole: `alasql.4.5.1.js`. */
const VERSIONED = /[.-]v?\d+\.\d+\.\d+(?:[.-]\w+)*\.[cm]?js$/i;

const QUARTERS = [0.25, 0.5, 0.75];

/** Whether a bundler wrote a script into a page: a report, or an application that is one file. */
export function isBundledScript(script: string): boolean {
  return script.length > LARGE && isBundleText('script.js', script);
}

/** Whether a small file may be build output: one that a web server hands out as it is, such as the service worker that a build puts there. */
export function mayBeBuilt(path: string, size: number): boolean {
  return size > SMALL && size <= LARGE && SERVED.test(path);
}

const SMALL = 2048;
const SERVED = /(?:^|\/)(?:public|static|assets|www|wwwroot)\/.*\.[cm]?js$/i;

/** Whether a small file begins without lines and with the names of a minifier, or as the loader of Workbox's service workers does. */
export function isBuiltHead(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  return WORKBOX.test(text) || (text.length / lineCount(text) > COMPILED_LINE && hasShortNames(text));
}

/** Closure Compiler, which Emscripten uses, ends a line after 500 characters at most (CompilerOptions.java, DEFAULT_LINE_LENGTH_THRESHOLD). */
const COMPILED_LINE = 200;

// @surma/rollup-plugin-off-main-thread 2.2.3, loader.ejs, which workbox-build puts before every service worker that it bundles.
const WORKBOX = /if ?\(!self\.define\) ?\{/;

/** Names of one letter among all names, and `!0` or `void 0` in the beginning of a text, from which on nobody wrote it by hand. */
const SHORT_NAMES = 0.25;
const SHORTHANDS = 20;

/** Whether a minifier wrote it, also where the code was put into lines again: its names and its shorthands stay. */
function isShortened(text: string): boolean {
  const beginning = text.slice(0, 65_536);
  const shorthands = beginning.match(/!0\b|!1\b|\bvoid 0\b/g)?.length ?? 0;
  if (shorthands < SHORTHANDS) return false;
  return hasShortNames(beginning);
}

function hasShortNames(text: string): boolean {
  const names = text.match(/[A-Za-z_$][\w$]*/g) ?? [];
  return names.filter((name) => name.length === 1).length > names.length * SHORT_NAMES;
}

function lineCount(text: string): number {
  let lines = 1;
  for (let offset = text.indexOf('\n'); offset >= 0; offset = text.indexOf('\n', offset + 1)) lines += 1;
  return lines;
}
