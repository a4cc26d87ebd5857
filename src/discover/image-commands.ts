/** What images start: the `CMD` and `ENTRYPOINT` of Dockerfiles that are not for tests or for development. */
import type { SourceText } from './read-source.ts';
import { kindOf } from './skip.ts';
import { surfaceOf } from './surface.ts';

/** The commands of a Dockerfile. */
export interface ImageCommands {
  /** The Dockerfile. */
  readonly path: string;
  readonly commands: readonly string[];
}

/** The commands of each Dockerfile that has any. `paths` are all files of the repository. */
export function imageCommands(paths: readonly string[], read: (path: string) => SourceText): readonly ImageCommands[] {
  return paths.filter(isOfDeployment).flatMap((path) => {
    const source = read(path);
    const commands = source.kind === 'text' ? commandsIn(source.text) : [];
    return commands.length === 0 ? [] : [{ path, commands }];
  });
}

function isOfDeployment(path: string): boolean {
  if (kindOf(path) !== 'dockerfile') return false;
  return surfaceOf(path, { folder: '.', hasUi: false, hasServer: true, routes: false }) === 'server';
}

// What a Dockerfile says is read as data later on; where code runs is told before any file is.
const START = /^[^\S\n]*(?:CMD|ENTRYPOINT)[^\S\n]+((?:[^\n]*\\\r?\n)*[^\n]*)/gim;

function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(START)].map(([, body = '']) => {
    const line = body.replaceAll(/\\\r?\n/g, ' ').trim();
    // `["node", "server.js"]`, and the shell's `node server.js`.
    return line.startsWith('[') ? [...line.matchAll(/"([^"]*)"/g)].map(([, word]) => word).join(' ') : line;
  });
}
