/** What a path says about whether a file is source code of this repository. */
import type { FileKind } from './source-file.ts';
import type { ListedFile } from './tree.ts';

const KINDS: Readonly<Record<string, FileKind>> = {
  ts: 'script',
  tsx: 'script',
  mts: 'script',
  cts: 'script',
  js: 'script',
  jsx: 'script',
  mjs: 'script',
  cjs: 'script',
  vue: 'component',
  svelte: 'component',
  astro: 'component',
  pug: 'component',
  jade: 'component',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  svg: 'html',
  mdx: 'html',
  ejs: 'html',
  eta: 'html',
  hbs: 'html',
  handlebars: 'html',
  mustache: 'html',
  njk: 'html',
  liquid: 'html',
  twig: 'html',
  prisma: 'prisma',
  bicep: 'bicep',
  json: 'json',
  jsonc: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  toml: 'toml',
  env: 'dotenv',
  dockerfile: 'dockerfile',
  css: 'css',
  scss: 'css',
  sass: 'css',
  less: 'css',
  pcss: 'css',
  styl: 'css',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
};

/** `.env`, `.env.production`, `env.example`, `app.env.sample`, and what wrangler (`.dev.vars`) and direnv (`.envrc`) read. */
const DOTENV =
  /^(?:\.env(?:[._-][\w.-]+)?|[\w.-]*\.env\.[\w-]+|(?:dot)?env[._-](?:dist|example|sample|template|defaults?|local|dev|prod|production|development|test)|\.dev\.vars(?:\.[\w-]+)*|\.envrc(?:\.[\w-]+)*)$/i;

/** Files whose whole name says what they are. */
const NAMED: Readonly<Record<string, FileKind>> = {
  '.graphqlrc': 'yaml',
  '.graphqlconfig': 'yaml',
  Procfile: 'procfile',
  _redirects: 'redirects',
  _headers: 'headers',
  '.env-cmdrc': 'json',
  '_helpers.tpl': 'yaml',
};

/** `.husky/pre-commit`. */
const GIT_HOOK = /(?:^|\/)\.(?:husky|githooks)\/[\w-]+$/;

/** `Dockerfile`, `Dockerfile.web`, `Dockerfile-web`, `SandboxDockerfile`, `Containerfile`. */
const DOCKERFILE = /^(?:(?:Dockerfile|Containerfile)(?:[._-][\w-]+)*|[\w-]+(?:Dockerfile|Containerfile))$/i;

const MODULES = new Set(['node_modules', '.git', '.yarn', 'bower_components', 'jspm_packages']);

// Written by tools and normally ignored by git; when they are committed on purpose they are code like any other.
const OUTPUT = new Set(
  'dist .next .nuxt .output .svelte-kit .astro .docusaurus .turbo .vercel .netlify .wrangler .expo .cache .parcel-cache .vite .nx coverage storybook-static'.split(
    ' ',
  ),
);

const VENDORED = new Set(['third_party', 'third-party', 'thirdparty', 'vendored']);
const ASSETS = new Set(['public', 'static', 'assets', 'lib', 'js']);

/** The reader that a file needs; null when there is none. Declaration files have no code that runs. */
export function kindOf(path: string): FileKind | null {
  if (/\.d\.[cm]?ts$/i.test(path)) return null;
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!Object.hasOwn(KINDS, extension) || extension === 'env') {
    if (DOTENV.test(name) && !Object.hasOwn(NAMED, name)) return 'dotenv';
    if (DOCKERFILE.test(name)) return 'dockerfile';
    if (GIT_HOOK.test(path)) return 'shell';
    if (Object.hasOwn(NAMED, name)) return NAMED[name] ?? null;
  }
  if (TEMPLATE.test(name) && MAIL_FOLDER.test(path)) return null;
  return Object.hasOwn(KINDS, extension) ? (KINDS[extension] ?? null) : null;
}

/** Pages that an engine fills in. What a mail loads, its reader's program loads. */
const TEMPLATE = /\.(?:html?|ejs|eta|hbs|handlebars|mustache|njk|liquid|twig|pug|jade)$/i;
const MAIL_FOLDER = /(?:^|\/)(?:e-?)?mails?(?:[-_]?templates)?\//i;

/** Whether a file belongs to an installed package. */
export function isInstalled(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => MODULES.has(folder));
}

/** Whether a file is an installed package, or what a tool wrote beside the sources. */
export function isSkipped({ path, tracked }: ListedFile): boolean {
  const folders = path.split('/').slice(0, -1);
  if (/(?:^|\/)\.pnp\.[\w.]*[cm]?js$/.test(path)) return true;
  return folders.some((folder) => MODULES.has(folder) || (!tracked && OUTPUT.has(folder)));
}

/**
 * The folder of other people's code that holds a path, or null. `vendor` counts only at the top of a component or among its
 * assets: in a marketplace it is a feature.
 */
export function vendoredFolderOf(path: string, isComponent: (folder: string) => boolean): string | null {
  const folders = path.split('/').slice(0, -1);
  for (const [index, folder] of folders.entries()) {
    const above = folders.slice(0, index);
    const here = [...above, folder].join('/');
    if (isComponent(here)) continue;
    if (VENDORED.has(folder)) return here;
    const isTop = above.length === 0 || isComponent(above.join('/')) || above.some((name) => ASSETS.has(name));
    if ((folder === 'vendor' || folder === 'vendors') && isTop) return here;
  }
  return null;
}
