import { sinksOf, type FileLint } from './lint.ts';

export const source: FileLint = {
  name: 'source',
  description:
    'A source names a package with its version, or a page: a fact that cannot be looked up cannot be corrected.',
  check: (file) =>
    [file.rule.source, ...sinksOf(file).flatMap((sink) => sink.source ?? [])]
      .filter((text) => !LOOKED_UP.test(text) || PLACEHOLDER.test(text))
      .map((text) => `"${text}" does not say where this can be looked up`),
};

const LOOKED_UP = /(?:^|[\s;])[@\w./-]+ \d+(?:\.\d+)*\b|https?:\/\/\S+\.\S+/;
const PLACEHOLDER = /\b(?:todo|tbd|fixme|placeholder|from memory)\b|\?{3}/i;
