/** Files are written whole or not at all, and only when their content changes. */
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from '../discover/read-source.ts';
import { unwritable } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';

/** Writes a text; says whether that changed anything. `name`: how messages call the file. Throws SallyportError. */
export function writeText(path: string, text: string, name: string): boolean {
  try {
    const target = realPath(path);
    if (target !== null && readFileSync(target, 'utf8') === text) return false;
    replaceFile(target ?? path, text, target === null ? 0o666 : statSync(target).mode);
    return true;
  } catch (error) {
    throw new SallyportError([unwritable(name, errorCode(error))]);
  }
}

/** Behind a link stands the file that is meant; the link itself stays. */
function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function replaceFile(path: string, text: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  // Devices and pipes (/dev/stdout) cannot be replaced, only written to.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) return writeFileSync(path, text);
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, text, { mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
