import { sinksOf, type FileLint } from './lint.ts';

export const reachable: FileLint = {
  name: 'reachable',
  description: 'A sink captures a target or the rule gives one: else it would be met and reach nothing.',
  check: (file) =>
    sinksOf(file).flatMap(({ match, defaults, also, env, require, elsewhere }) =>
      defaults || also || env || require || elsewhere || [match].flat().some(namesTarget)
        ? []
        : [`${[match].flat()[0]} names no target, and the rule gives none`],
    ),
};

/** Whether the snippet captures something that can be a target. */
function namesTarget(snippet: string): boolean {
  return /\$(?:url|base|path|hosts?|connection)\b/.test(snippet);
}
