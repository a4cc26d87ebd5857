/** Which scripts of packages run when they are installed, built or started: by themselves, or because such a script calls them, also one of another package. */
import { posix } from 'node:path';
import type { Surface } from '../identify/destination.ts';
import { behind, commandsOf, split } from './command-words.ts';
import type { TaskOrder } from './task-order.ts';

/** A package and what calls its scripts. */
export interface ScriptsOf {
  readonly folder: string;
  readonly name: string | null;
  readonly scripts: Readonly<Record<string, unknown>>;
  /** The commands with which its images start. */
  readonly images: readonly string[];
}

export interface StartedScript {
  readonly name: string;
  readonly text: string;
  readonly surface: Surface;
}

/** The scripts of each package, by its folder. */
export function startedScripts(
  packages: readonly ScriptsOf[],
  order: TaskOrder,
): ReadonlyMap<string, readonly StartedScript[]> {
  const started = new Map(packages.map(({ folder }) => [folder, new Map<string, StartedScript>()]));
  const start = (surface: Surface, begins: readonly Named[]): void => {
    const waiting = [...begins];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { of, name } = next;
      const [known, text] = [started.get(of.folder), textOf(of, name)];
      if (!known || text === null || known.has(name)) continue;
      known.set(name, { name, text, surface });
      waiting.push(...around(next), ...called(text, of, packages), ...before(next, packages, order));
    }
  };
  for (const [surface, begins] of STARTS) {
    start(
      surface,
      packages.flatMap((of) => begins.map((name) => ({ of, name }))),
    );
  }
  start(
    'server',
    packages.flatMap((of) => of.images.flatMap((command) => called(command, of, packages))),
  );
  return new Map([...started].map(([folder, scripts]) => [folder, [...scripts.values()]]));
}

/** A script of a package, which may have none of that name. */
interface Named {
  readonly of: ScriptsOf;
  readonly name: string;
}

/** What a package manager or a platform runs by itself. */
const STARTS: readonly (readonly [Surface, readonly string[]])[] = [
  ['build', split('preinstall install postinstall prepare build')],
  ['build', split('vercel-build heroku-prebuild heroku-postbuild gcp-build')],
  ['server', split('start start:prod start:production')],
];

function textOf({ scripts }: ScriptsOf, name: string): string | null {
  const text = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  return typeof text === 'string' ? text : null;
}

/** What package managers run before and after a script. */
function around({ of, name }: Named): readonly Named[] {
  return [`pre${name}`, `post${name}`].map((one) => ({ of, name: one }));
}

/** What a runner of tasks runs before: `dependsOn` of turbo.json and nx.json. */
function before({ of, name }: Named, packages: readonly ScriptsOf[], order: TaskOrder): readonly Named[] {
  return order(name, of.name).flatMap((task) => {
    const [, only, own = ''] = /^(?:(.+)#)?\^?(.+)$/.exec(task) ?? [];
    const isOwn = only === undefined && !task.startsWith('^');
    const meant = isOwn ? [of] : packages.filter((one) => only === undefined || one.name === only);
    return meant.map((one) => ({ of: one, name: own }));
  });
}

const MANAGERS = new Set(split('npm pnpm yarn bun npm-run-all npm-run-all2 run-s run-p'));

/** Programs that run scripts of the packages of a workspace. */
const RUNNERS = new Set(split('turbo nx lerna lage wsrun ultra'));

/** Options and commands of package managers by which they do that too. */
const ACROSS =
  /^(?:-r|--recursive|-ws|-W|workspaces?|--workspaces?(?:=.*)?|-w|--filter(?:-prod)?(?:=.*)?|-F|--cwd|--prefix|-C|--dir)$/;

/** What stands before the name of a package, or together with it. */
const NAMING = /^(?:--(?:filter(?:-prod)?|scope|workspace|projects?|cwd|prefix|dir)|-F|-w|-p|-C|workspace)(?:=(.*))?$/;

/** `npm run a`, `run-s a b:*`, `concurrently "npm:a"`, `turbo run a`, `nx run web:a`, `pnpm --filter web a`. */
function called(line: string, of: ScriptsOf, packages: readonly ScriptsOf[]): readonly Named[] {
  return commandsOf(line).flatMap((words) => {
    const own = [
      ...behind(words, MANAGERS),
      ...words.flatMap((word) => /^(?:npm|pnpm|yarn|bun):(.+)/.exec(word)?.[1] ?? []),
    ];
    const isAcross = words.some((word) => RUNNERS.has(word)) || own.some((word) => ACROSS.test(word));
    return [...named(own, [of]), ...(isAcross ? acrossPackages(words, packages) : [])];
  });
}

function acrossPackages(words: readonly string[], packages: readonly ScriptsOf[]): readonly Named[] {
  const isRunner = words.some((word) => RUNNERS.has(word));
  const wanted = behind(words, isRunner ? RUNNERS : MANAGERS).flatMap((word) => word.split(','));
  // `nx run web:build:production`, `turbo run web#build`
  const targets = wanted.flatMap((word) => /^([^:#=]+)[:#]([^:]+)/.exec(word)?.slice(1, 3) ?? []);
  const given = wanted.flatMap((word, index) => {
    const naming = NAMING.exec(word);
    return naming ? [naming[1] ?? wanted[index + 1] ?? ''] : [];
  });
  // Of Nx the word behind the task is a project: `nx build web`.
  const projects = words.includes('nx') && !wanted.includes('run-many') ? wanted.slice(1) : [];
  const meant = packages.filter((one) =>
    [...given, ...targets, ...projects].some((word) => isNameOf(word.replace(/^\^?(?:\.{3})?|\^?\.{3}$/g, ''), one)),
  );
  // Which packages a pattern means is not asked: then any.
  return named(
    [...wanted, ...targets, ...wanted.flatMap((word) => word.split('='))],
    meant.length > 0 ? meant : packages,
  );
}

function isNameOf(word: string, { name, folder }: ScriptsOf): boolean {
  return word === name || word === name?.replace(/^@[^/]+\//, '') || (word !== '' && posix.normalize(word) === folder);
}

function named(wanted: readonly string[], packages: readonly ScriptsOf[]): readonly Named[] {
  return packages.flatMap((of) =>
    Object.keys(of.scripts)
      .filter((name) =>
        wanted.some((word) => word === name || (word.endsWith(':*') && name.startsWith(word.slice(0, -1)))),
      )
      .map((name) => ({ of, name })),
  );
}
