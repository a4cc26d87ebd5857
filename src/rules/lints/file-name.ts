import type { FileLint } from './lint.ts';

export const fileName: FileLint = {
  name: 'file-name',
  description: 'The file name is the id: lower case, words joined by hyphens.',
  check: ({ id }) => (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) ? [] : [`"${id}" is not in kebab-case`]),
};
