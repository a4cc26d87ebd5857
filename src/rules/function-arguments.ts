/** The functions among the arguments of a snippet's calls whose parameters the library fills. */
import type { ArgPath, ArgPattern, ArgStep } from './pattern.ts';

export interface FunctionArgument {
  /** Which of the calls on the way is handed it. */
  readonly call: number;
  readonly to: ArgPath;
  readonly parameters: readonly ArgPattern[];
}

/** Finds them; `args` has one list for each call, construction, element or assignment of a path. */
export function functionsIn(args: readonly (readonly ArgPattern[])[]): readonly FunctionArgument[] {
  return args.flatMap((patterns, call) =>
    patterns.flatMap((pattern, position) => functionsAt(pattern, call, { position, steps: [], rest: false })),
  );
}

/**
 * What clients of packages have in common: `fetch` among the options that hold the address, or after it, makes their requests. A
 * rule that says of `fetch` what it is says so by itself.
 */
export function customFetchesIn(args: readonly (readonly ArgPattern[])[]): readonly FunctionArgument[] {
  const call = args.length - 1;
  const patterns = args[call];
  if (!patterns || patterns.some(({ kind }) => kind === 'rest')) return [];
  const beside = patterns.flatMap((pattern, position) => optionsIn(pattern, { position, steps: [], rest: false }));
  const hasOptions = patterns.some(({ kind }) => kind === 'object');
  const places = hasOptions ? beside : [{ position: patterns.length, steps: [], rest: false }];
  return places.map((to) => ({ call, to: into(to, { kind: 'field', name: 'fetch' }), parameters: [REACHED] }));
}

const REACHED: ArgPattern = { kind: 'given', what: 'target' };

/** The objects of options in a pattern that say nothing of `fetch`. */
function optionsIn(pattern: ArgPattern, to: ArgPath): readonly ArgPath[] {
  if (pattern.kind !== 'object' || pattern.fields.some(([key]) => key === 'fetch')) return [];
  const inner = pattern.fields.flatMap(([key, field]) => optionsIn(field, into(to, { kind: 'field', name: key })));
  return [to, ...inner];
}

function functionsAt(pattern: ArgPattern, call: number, to: ArgPath): readonly FunctionArgument[] {
  switch (pattern.kind) {
    case 'function':
      return [
        ...(pattern.parameters.length > 0 ? [{ call, to, parameters: pattern.parameters }] : []),
        ...functionsAt(pattern.result, call, into(to, { kind: 'result' })),
      ];
    case 'rest':
      return functionsAt(pattern.each, call, { ...to, rest: true });
    case 'object':
      return pattern.fields.flatMap(([key, field]) => functionsAt(field, call, into(to, { kind: 'field', name: key })));
    case 'values':
      return functionsAt(pattern.each, call, into(to, { kind: 'item', ...(pattern.named ? { named: true } : {}) }));
    case 'array':
      return pattern.items.flatMap((item) => functionsAt(item, call, into(to, { kind: 'item' })));
    default:
      return [];
  }
}

function into(to: ArgPath, step: ArgStep): ArgPath {
  return { ...to, steps: [...to.steps, step] };
}
