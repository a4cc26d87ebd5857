/** Words of a command that start another. */
import type { Word } from './shell.ts';

/** The line that a shell is started to run (`sh -c line`); null for any other command. */
export function lineOfShell([program, option, line]: readonly Word[]): Word | null {
  const isShell = /^(?:.*\/)?(?:ba|z|da|k)?sh$/.test(writtenIn(program)) && /^-\w*c$/.test(writtenIn(option));
  return isShell ? (line ?? null) : null;
}

/** The text of a word when all of it is known; empty for any other. */
export function writtenIn(word: Word | undefined): string {
  const [only] = word ?? [];
  return word?.length === 1 && only?.kind === 'text' ? only.text : '';
}
