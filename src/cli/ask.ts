/** Questions on a terminal, answered with lines. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { InputStream, OutputStream } from './host.ts';

/** Somebody who answers. */
export interface Asker {
  /** Null once they stop: Ctrl-C, or the end of the input. */
  readonly ask: (question: string) => Promise<string | null>;
  readonly say: (text: string) => void;
  readonly close: () => void;
}

/** Opens the conversation. Questions go to stderr, so that stdout has nothing but the report. */
export function openAsker(stdin: InputStream, stderr: OutputStream): Asker {
  const output = new Writable({
    write(chunk, _, done) {
      stderr.write(String(chunk));
      done();
    },
  });
  const screen = Object.assign(output, { columns: stderr.columns ?? 80 });
  const reader = createInterface({ input: stdin, output: screen, terminal: true, historySize: 0 });
  // What is typed before the question stands there must not be lost.
  const lines: string[] = [];
  let waiting: ((line: string | null) => void) | null = null;
  let isOver = false;
  const answer = (line: string | null): void => {
    const given = waiting;
    waiting = null;
    if (given !== null) given(line);
    else if (line !== null) lines.push(line);
  };
  const end = (): void => {
    isOver = true;
    answer(null);
  };
  reader.on('line', answer);
  reader.on('SIGINT', () => reader.close());
  reader.on('close', end);
  return {
    ask(question) {
      const early = lines.shift();
      if (early !== undefined) {
        stderr.write(`${question}${early}\n`);
        return Promise.resolve(early);
      }
      if (isOver) return Promise.resolve(null);
      reader.setPrompt(question);
      reader.prompt();
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
    say: (text) => void stderr.write(text),
    close: () => reader.close(),
  };
}
