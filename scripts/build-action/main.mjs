/**
 * Writes what a release adds to a checkout: the folder bundle/, in which the Action and the command have everything that they need. It
 * is laid out like the package (bin, dist, node_modules), so that the code finds its rules and its version where it looks for them.
 *
 *     npm run build:action [-- --out DIR] [--only-here]
 *
 * `--only-here` takes the parser of this machine alone and asks no registry for those of others.
 */
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rolldown } from 'rolldown';
import { copyBindings } from './bindings.mjs';
import { noticesOf, packagesOf } from './notices.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Started as they are, because the code asks for them by name when it needs them. */
const COMPILERS = ['@typescript-eslint/typescript-estree', 'ts-morph'];

/** It looks for the binary of the machine beside itself. */
const PARSER = 'oxc-parser';

const { values } = parseArgs({ options: { out: { type: 'string' }, 'only-here': { type: 'boolean' } } });
const out = resolve(values.out ?? join(ROOT, 'bundle'));

rmSync(out, { recursive: true, force: true });
const modules = [...(await bundleProgram()), ...(await bundleCompilers()), ...(await bundleParser())];
copyPlain();
const { copied, left } = copyBindings({ root: ROOT, out, onlyHere: values['only-here'] === true });
const packages = packagesOf(modules, ROOT);
write('THIRD-PARTY-NOTICES.txt', noticesOf(packages));
process.stdout.write(`${out}: ${packages.length} packages, parsers for ${machines(copied)}\n`);
if (left.length > 0 && values['only-here'] !== true) {
  process.stdout.write(`Left out, for package-lock.json has no digest of them: ${machines(left)}\n`);
}

function machines(names) {
  return names.map((name) => name.split('binding-')[1]).join(', ');
}

/** The program itself, as it was compiled, in pieces that are loaded when they are needed. */
async function bundleProgram() {
  const entries = ['cli/main', 'action/main', 'threads/worker'];
  const input = Object.fromEntries(entries.map((name) => [name, `dist/${name}.js`]));
  const build = await rolldown({ input, cwd: ROOT, platform: 'node', external: [PARSER], logLevel: 'warn' });
  return written(build, {
    dir: join(out, 'dist'),
    format: 'esm',
    entryFileNames: '[name].js',
    // As deep as every folder of dist: files are found relative to the code.
    chunkFileNames: 'chunks/[name]-[hash].js',
  });
}

async function bundleCompilers() {
  const all = [];
  for (const name of COMPILERS) {
    const build = await rolldown({ input: name, cwd: ROOT, platform: 'node', logLevel: 'warn' });
    const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
    all.push(...(await written(build, { file: packageFile(name, 'index.js'), format: 'cjs', minify })));
    describe(name, { main: 'index.js' });
  }
  return all;
}

async function bundleParser() {
  const binding = /^@oxc-parser\/binding-|\.node$|^\.\/parser\./;
  const build = await rolldown({ input: PARSER, cwd: ROOT, platform: 'node', external: [binding], logLevel: 'warn' });
  const parts = await written(build, {
    dir: dirname(packageFile(PARSER, 'index.js')),
    format: 'esm',
    entryFileNames: 'index.js',
  });
  describe(PARSER, { type: 'module', main: 'index.js' });
  return parts;
}

/** Writes a bundle; gives the files that it is made of. */
async function written(build, options) {
  const { output } = await build.write({ ...options, comments: { legal: true, annotation: false, jsdoc: false } });
  await build.close();
  return output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
}

function copyPlain() {
  const { name, version, type, license, engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  write('package.json', `${JSON.stringify({ name, version, private: true, type, license, engines }, null, 2)}\n`);
  for (const file of ['LICENSE', 'bin/sallyport.js', 'dist/rules/index.json', 'dist/rules/slices.json']) {
    mkdirSync(dirname(join(out, file)), { recursive: true });
    copyFileSync(join(ROOT, file), join(out, file));
  }
  chmodSync(join(out, 'bin/sallyport.js'), 0o755);
}

function describe(name, fields) {
  const { version, license } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
  writeFileSync(
    packageFile(name, 'package.json'),
    `${JSON.stringify({ name, version, license, ...fields }, null, 2)}\n`,
  );
}

function packageFile(name, file) {
  return join(out, 'node_modules', name, file);
}

function write(file, text) {
  mkdirSync(dirname(join(out, file)), { recursive: true });
  writeFileSync(join(out, file), text);
}
