/** Where the source of a built file stands: what is built is not in the repository, but settings and commands name it. */

const OUTPUT = /(^|\/)(?:dist|build|lib|out|es|esm|cjs)\//;

/** The paths at which the source of a path in a folder of built files commonly stands, the likeliest first: `src/a.js` for `dist/a.js`. Itself for any other. */
export function sourcePathsOf(path: string): readonly string[] {
  return ['$1src/', '$1', '$1lib/', '$1source/'].map((root) => path.replace(OUTPUT, root));
}
