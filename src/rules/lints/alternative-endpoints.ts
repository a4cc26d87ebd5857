import type { SinkRule } from '../schema.ts';
import { sinksOf, type FileLint } from './lint.ts';

export const alternativeEndpoints: FileLint = {
  name: 'alternative-endpoints',
  description:
    'Of several ways to say where a connection goes, one alone is required: a call that says it in another way would be none, and say nothing.',
  check(file) {
    const sinks = sinksOf(file);
    return sinks.flatMap((sink) =>
      leftOut(sink)
        .filter(({ role, callee }) => !sinks.some((other) => other !== sink && allows(other, role, callee)))
        .map(
          ({ role, callee }) =>
            `${callee}…) may be given ${role} alone, but ${(sink.require ?? []).join(', ')} is required: write a sink that requires ${role}`,
        ),
    );
  },
};

/** Each of these names a target by itself. */
const WHOLE: readonly string[] = ['connection', 'url', 'host', 'hosts'];

/** What a sink that requires another of them captures besides, and where. */
function leftOut({ match, require = [] }: SinkRule): readonly { readonly role: string; readonly callee: string }[] {
  const required: readonly string[] = require;
  if (!required.some((role) => WHOLE.includes(role))) return [];
  return [match].flat().flatMap((snippet) =>
    WHOLE.filter((role) => !required.includes(role) && captures(snippet, role)).map((role) => ({
      role,
      callee: calleeOf(snippet),
    })),
  );
}

/** Whether a sink is met by a call that gives that role and no other. */
function allows({ match, require = [] }: SinkRule, role: string, callee: string): boolean {
  const isMet = require.every((one) => one === role || one === 'port' || one === 'protocol');
  return isMet && [match].flat().some((snippet) => calleeOf(snippet) === callee && captures(snippet, role));
}

function captures(snippet: string, role: string): boolean {
  return new RegExp(`(?<![.\\w])\\$${role}\\b`).test(snippet);
}

/** The statement that a snippet ends with, up to its arguments. */
function calleeOf(snippet: string): string {
  const [callee = ''] = (snippet.split('; ').at(-1) ?? '').split(/(?<=[({])/);
  return callee;
}
