/** The functions among the arguments of a snippet's calls whose parameters the library fills. */
import type { ArgPath, ArgPattern, ArgStep } from './pattern.ts';

export interface FunctionArgument {
  /** Which of the calls on the way is handed it. */
  readonly call: number;
  readonly to: ArgPath;
  readonly parameters: readonly ArgPattern[];
}

/**
 * Finds them; `args` has one list for each call, construction, element or assignment of a path. With `requests`, a function
 * named `fetch` among the options is one as well, whether a snippet says so or not: the client makes its requests by it.
 */
export function functionsIn(
  args: readonly (readonly ArgPattern[])[],
  { requests }: { readonly requests: boolean },
): readonly FunctionArgument[] {
  return args.flatMap((patterns, call) =>
    patterns.flatMap((pattern, position) => {
      const to: ArgPath = { position, steps: [], rest: false };
      return [...functionsAt(pattern, call, to), ...(requests ? ownFetch(pattern, call, to) : [])];
    }),
  );
}

/** `fetch` of an options object that captures something, and of those inside it: `{ configuration: { baseURL: $base } }`. */
function ownFetch(pattern: ArgPattern, call: number, to: ArgPath): readonly FunctionArgument[] {
  if (pattern.kind !== 'object') return [];
  const inside = pattern.fields.flatMap(([key, field]) =>
    ownFetch(field, call, into(to, { kind: 'field', name: key })),
  );
  const captures = pattern.fields.some(([, field]) => field.kind === 'role');
  if (!captures || pattern.fields.some(([key]) => key === 'fetch')) return inside;
  const parameters: readonly ArgPattern[] = [{ kind: 'given', what: 'target' }];
  return [...inside, { call, to: into(to, { kind: 'field', name: 'fetch' }), parameters }];
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
