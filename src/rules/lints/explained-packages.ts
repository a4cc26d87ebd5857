import { packagesIn } from './imported-packages.ts';
import { snippetsOf, type FileLint } from './lint.ts';

export const explainedPackages: FileLint = {
  name: 'explained-packages',
  description: 'A listed package that no snippet imports stands in the notes, the source or an example.',
  check(file) {
    const { packages = [], source, notes = '', examples } = file.rule;
    const imported = new Set(snippetsOf(file).flatMap(packagesIn));
    const told = [source, notes, ...examples.map(({ code }) => code)].join('\n');
    return packages
      .filter((name) => !imported.has(name) && !told.includes(name))
      .map((name) => `no snippet imports ${name}, and nothing says why it is listed`);
  },
};
