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
      return functionsAt(pattern.each, call, into(to, { kind: 'item' }));
    case 'array':
      return pattern.items.flatMap((item) => functionsAt(item, call, into(to, { kind: 'item' })));
    default:
      return [];
  }
}

function into(to: ArgPath, step: ArgStep): ArgPath {
  return { ...to, steps: [...to.steps, step] };
}
