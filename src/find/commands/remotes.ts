/**
 * Remotes of working copies: `git fetch`, `pull` and `push` go where an earlier command of the same text says (https://git-scm.com/docs/git-remote).
 * Each address is a destination where it is told; here it only takes the place of the remote's name.
 */
import { posix } from 'node:path';
import { renderParts } from '../../values/render.ts';
import { readArguments } from './arguments.ts';
import type { ShellCommand, Word } from './shell.ts';
import { writtenIn } from './words.ts';

/** Commands in order; those that reach a remote which an earlier one names have its address. */
export function withRemotes(commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const copies = new WorkingCopies();
  return commands.map((command) => ({ ...command, words: copies.run(command.words) }));
}

/** What git reaches where neither the command nor a branch's configuration names a remote. */
const DEFAULT_REMOTE = 'origin';

/** The words that name a remote or reach one, with those of their options whose value is the next word. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  clone: ['-b', '--branch', '--depth', '-o', '--origin', '-j', '--jobs', '--reference', '-u', '--upload-pack'],
  remote: ['-t', '-m'],
  fetch: ['--depth', '--deepen', '--shallow-since', '--refmap', '-o', '--server-option', '-j', '--jobs'],
  pull: ['--depth', '--deepen', '--shallow-since', '--refmap', '-s', '--strategy', '-X', '-j', '--jobs'],
  push: ['-o', '--push-option', '--receive-pack', '--exec'],
};

/** Options of git itself. */
const GIT_OPTIONS = ['-C', '-c', '--git-dir', '--work-tree'];

/** The folders in which a text works, and what its commands say of their remotes. */
class WorkingCopies {
  /** Addresses by folder and name. */
  readonly #remotes = new Map<string, Word>();
  #here = '.';

  /** Takes in what a command says, and gives it back with the address that it reaches. */
  run(words: readonly Word[]): readonly Word[] {
    const [program, ...rest] = words;
    if (writtenIn(program) === 'cd') this.#here = this.#folder(rest[0]);
    if (writtenIn(program) !== 'git') return words;
    const verb = rest.map(writtenIn).find((word) => Object.hasOwn(VERBS, word)) ?? '';
    const valued = [...GIT_OPTIONS, ...(VERBS[verb] ?? [])];
    const { options, operands } = readArguments(rest, (option) => (valued.includes(option) ? 'yes' : 'no'), true);
    const [first, ...named] = operands;
    if (verb === '' || writtenIn(first) !== verb) return words;
    const valueOf = (...names: readonly string[]): Word | undefined =>
      options.find(({ name }) => names.includes(name))?.value ?? undefined;
    const folder = valueOf('-C');
    const copy = folder === undefined ? this.#here : this.#folder(folder);
    if (verb === 'clone') this.#clone(named, writtenIn(valueOf('-o', '--origin')));
    else if (verb === 'remote') this.#tell(named, copy);
    else return this.#withAddress(words, named[0], copy);
    return words;
  }

  #folder(word: Word | undefined): string {
    return posix.join(this.#here, word === undefined ? '~' : renderParts(word));
  }

  /** `git clone https://git.acme.com/app.git`, which makes a folder `app`. */
  #clone([address, folder]: readonly Word[], origin: string): void {
    if (address === undefined) return;
    const name = folder ?? [{ kind: 'text' as const, text: posix.basename(renderParts(address), '.git') }];
    this.#remotes.set(keyOf(this.#folder(name), origin || DEFAULT_REMOTE), address);
  }

  /** `git remote add upstream https://git.acme.com/app.git`. */
  #tell([verb, name, address]: readonly Word[], copy: string): void {
    const key = keyOf(copy, writtenIn(name));
    if (/^(?:add|set-url)$/.test(writtenIn(verb)) && address) this.#remotes.set(key, address);
    if (/^(?:rm|remove|rename)$/.test(writtenIn(verb))) this.#remotes.delete(key);
  }

  #withAddress(words: readonly Word[], remote: Word | undefined, copy: string): readonly Word[] {
    const address = this.#remotes.get(keyOf(copy, remote === undefined ? DEFAULT_REMOTE : writtenIn(remote)));
    if (address === undefined) return words;
    return remote === undefined ? [...words, address] : words.map((word) => (word === remote ? address : word));
  }
}

function keyOf(copy: string, remote: string): string {
  return `${remote} ${copy}`;
}
