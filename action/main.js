// What `action.yml` names. A release brings bundle/ (npm run build:action), which needs nothing else. Any other checkout of this repository
// has neither its dependencies nor what is built from its sources: both are made here, once, exactly as package-lock.json says and without
// running any script of a package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Whatever goes wrong from here on, nothing was judged. */
process.exitCode = 2;

function run(words, env = process.env) {
  const { status, error } = spawnSync(words[0], words.slice(1), { cwd: root, stdio: 'inherit', env, shell: false });
  return error === undefined && status === 0;
}

/** Whether the bundle is there, with a parser for this machine. */
async function isBundled() {
  if (!existsSync(join(root, 'bundle'))) return false;
  try {
    await import('../bundle/node_modules/oxc-parser/index.js');
    return true;
  } catch {
    process.stdout.write(`The release has no parser for ${process.platform} on ${process.arch}.\n`);
    return false;
  }
}

function install() {
  if (existsSync(join(root, 'node_modules', 'yaml'))) return true;
  process.stdout.write('Installing the dependencies of Sallyport, as its lock file says.\n');
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  // The node that runs this may have its npm beside it; else that of the machine.
  const env = {
    ...process.env,
    PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
    NODE_ENV: '',
  };
  return process.platform === 'win32'
    ? run(['cmd', '/c', 'npm', 'ci', ...flags], env)
    : run(['npm', 'ci', ...flags], env);
}

function build() {
  if (existsSync(join(root, 'dist', 'rules', 'index.json'))) return true;
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  // Types were checked before the release; the declarations that takes are not installed here.
  const compiled = run([process.execPath, compiler, '-p', 'tsconfig.action.json']);
  return compiled && run([process.execPath, join(root, 'dist', 'rules', 'build-bundle.js')]);
}

if (await isBundled()) await import('../bundle/dist/action/main.js');
else if (install() && build()) await import('../dist/action/main.js');
else
  process.stdout.write(
    '::error title=Sallyport cannot judge::Sallyport could not be installed; the log above says why.\n',
  );
