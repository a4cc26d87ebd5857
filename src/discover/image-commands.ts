/** What containers start: `CMD` and `ENTRYPOINT` of Dockerfiles, `command` and `entrypoint` of compose files, `command` of Supervisor; those for tests or development left out. */
import { posix } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { recordOf, stringsOf, textOf } from './json.ts';
import type { SourceText } from './read-source.ts';
import { kindOf } from './skip.ts';
import { surfaceOf } from './surface.ts';

/** The commands of an image or a service. */
export interface ImageCommands {
  /** The Dockerfile, or the compose file as if it stood where the service is built. */
  readonly path: string;
  readonly commands: readonly string[];
}

/** Whether a file may say what containers start. */
export function namesCommands(path: string): boolean {
  return kindOf(path) === 'dockerfile' || COMPOSE.test(path) || SUPERVISOR.test(path);
}

const COMPOSE = /(?:^|\/)(?:docker-|podman-)?compose[\w.-]*\.ya?ml$/;

const SUPERVISOR =
  /(?:^|\/)supervisord?(?:[.-][\w-]+)*\.(?:conf|ini)$|(?:^|\/)supervisord?(?:\/conf\.d)?\/[\w.-]+\.(?:conf|ini)$/;

/** The commands of each file that has any. `paths` are all files of the repository. */
export function imageCommands(paths: readonly string[], read: (path: string) => SourceText): readonly ImageCommands[] {
  return paths
    .filter((path) => namesCommands(path) && isOfDeployment(path))
    .flatMap((path) => {
      const source = read(path);
      if (source.kind !== 'text') return [];
      if (COMPOSE.test(path)) return servicesIn(source.text, path);
      return [{ path, commands: (SUPERVISOR.test(path) ? programsIn : commandsIn)(source.text) }];
    })
    .filter(({ commands }) => commands.length > 0);
}

function isOfDeployment(path: string): boolean {
  return surfaceOf(path, { folder: '.', hasUi: false, hasServer: true, routes: false }) === 'server';
}

/** https://docs.docker.com/reference/compose-file/services/ (build, command, entrypoint). */
function servicesIn(text: string, path: string): readonly ImageCommands[] {
  return documentsIn(text).flatMap((document) =>
    Object.values(recordOf(recordOf(document)['services'])).map((service) => {
      const { build, command, entrypoint } = recordOf(service);
      const context = textOf(build) ?? textOf(recordOf(build)['context']) ?? '.';
      const line = [entrypoint, command].map(lineOf).join(' ').trim();
      return {
        path: posix.join(posix.dirname(path), context, posix.basename(path)),
        commands: line === '' || AT_WORK.test(line) ? [] : [line],
      };
    }),
  );
}

function documentsIn(text: string): readonly unknown[] {
  try {
    return [...parseAllDocuments(text, { merge: true, logLevel: 'silent' })].map((document): unknown =>
      document.toJS(),
    );
  } catch (error) {
    // An alias that leads nowhere, or to too much: who reads the file as data says so.
    if (error instanceof ReferenceError) return [];
    throw error;
  }
}

/** `node server.js`, `["node", "server.js"]`. */
function lineOf(command: unknown): string {
  return Array.isArray(command) ? joined(stringsOf(command)) : (textOf(command) ?? '');
}

/** A list as a line; what a shell is given (`["sh", "-c", "…"]`) is one of its own. */
function joined(words: readonly string[]): string {
  const [shell = '', option = '', script] = words;
  const isGiven = /(?:^|\/)(?:ba|da|z)?sh$/.test(shell) && /^-\w*c$/.test(option);
  return isGiven && script !== undefined ? script : words.join(' ');
}

/** What a developer has started: `npm run dev`, `nodemon src/index.js`. */
const AT_WORK = /(?:^|[\s:])(?:dev|develop|watch|test|tests|debug|--watch|nodemon|tsnd|ts-node-dev)(?:$|[\s:.-])/;

// What a Dockerfile says is read as data later on; where code runs is told before any file is.
const START = /^[^\S\n]*(?:CMD|ENTRYPOINT)[^\S\n]+((?:[^\n]*\\\r?\n)*[^\n]*)/gim;

function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(START)].map(([, body = '']) => {
    const line = body.replaceAll(/\\\r?\n/g, ' ').trim();
    // `["node", "server.js"]`, and the shell's `node server.js`.
    return line.startsWith('[') ? joined([...line.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word)) : line;
  });
}

/** http://supervisord.org/configuration.html#program-x-section-settings (command; a semicolon behind a blank begins a comment). */
function programsIn(text: string): readonly string[] {
  return [...text.matchAll(/^command[^\S\n]*=[^\S\n]*(.+)$/gm)].map(([, command = '']) =>
    command.replace(/\s;.*$/, ''),
  );
}
