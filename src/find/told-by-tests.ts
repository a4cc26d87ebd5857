/** What tests say of production code that is not so: values that they leave out, and objects that never come there. */
import { isProduction } from '../identify/destination.ts';
import type { Program } from '../link/program.ts';
import type { Frame } from '../values/value.ts';
import type { Analysis } from './analysis.ts';
import type { Context } from './context.ts';
import type { Finding, Reach } from './finding.ts';
import type { SinkUse } from './uses.ts';

/**
 * Without the places of production code that are not known only because of what tests do: a mock that they put into its state, callers
 * of which too many are tests. What is not known in a test itself is named by the test, and a use of which shipped code says nothing stays as it is.
 */
export function withoutUnknownOfTests(findings: readonly Finding[], program: Program): readonly Finding[] {
  const isShipped = ({ outcome }: Reach): boolean => {
    const file = outcome.kind === 'dynamic' ? program.byPath.get(outcome.at.file)?.file : undefined;
    return file !== undefined && isProduction(file.surface);
  };
  const rest = findings.flatMap((finding): readonly Finding[] => {
    if (finding.surface !== 'test') return [finding];
    const reaches = finding.reaches.filter((reach) => !isShipped(reach));
    return reaches.length === 0 ? [] : [{ ...finding, reaches }];
  });
  return rest.some(({ surface }) => isProduction(surface)) ? rest : findings;
}

/**
 * Without the instances that tests make where nothing leads them to a use: its parameter is of their class, as far as its type says, and their
 * files import nothing that leads to it.
 */
export function withoutUnrelatedTests(
  contexts: readonly Context[],
  use: SinkUse,
  { importers }: Pick<Analysis, 'importers'>,
): readonly Context[] {
  const isRelated = ({ surface, assumptions }: Context): boolean =>
    surface !== 'test' || [...assumptions.values()].every((frame) => !isMadeInTest(frame) || leadsTo(use, frame));
  const leadsTo = ({ module }: SinkUse, { args }: Frame): boolean =>
    args.kind !== 'call' || importers.ofModule(module).has(args.call.module);
  const rest = contexts.filter(isRelated);
  return rest.some(({ targets }) => targets.length > 0) ? rest : contexts;
}

/** `new Config('test')` in a test. */
function isMadeInTest({ module, function: id, args }: Frame): boolean {
  const { class: made = null } = module.functions[id] ?? {};
  return (
    args.kind === 'call' &&
    args.call.module.file.surface === 'test' &&
    made !== null &&
    module.classes[made]?.body === id
  );
}
