/** `Procfile`: a process on each line, `web: node server.js`. https://devcenter.heroku.com/articles/procfile */
import { mapNode, scalarNode, type DataRead } from './data-node.ts';

/** Reads the commands by the names of their processes. */
export function readProcfile(text: string): DataRead {
  const entries = [...text.matchAll(/^([\w-]+):[^\S\n]*(\S[^\n]*)/gm)].map(
    ({ 0: line, 1: key = '', 2: command = '', index }) => {
      const start = index + line.length - command.length;
      return { key, value: scalarNode(command.trimEnd(), [start, start + command.length]) };
    },
  );
  return { kind: 'documents', documents: [mapNode(entries, [0, text.length])] };
}
