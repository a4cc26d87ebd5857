/**
 * What the configuration of the repository says of where the program runs: the values that variables of the environment get
 * (`.env.example`, compose files, manifests), and the machines that stand beside it. Rules say where that is written.
 */
import { isData } from '../../discover/source-file.ts';
import type { LinkedModule } from '../../link/program.ts';
import { indexTakenIn } from '../../link/taken-in.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import { contentsOf } from '../../values/operations/contents.ts';
import { closedText } from '../../values/text.ts';
import { optionsOf, type TextValue, type Value } from '../../values/value.ts';
import { contained } from '../contained.ts';
import type { Outcome } from '../target.ts';
import { assignmentsIn, type Assignment } from './assignments.ts';
import { definedVariables } from './definitions.ts';
import { assignedInCommands } from './commands.ts';
import { declaredBy, declaredInCode, type Declared, type Reading } from './declared.ts';
import { fill, type Filled } from './substitution.ts';

export interface Deployment {
  /** What a text that names variables becomes with the values that each file gives them all, for a component. */
  readonly filled: (value: TextValue, names: readonly string[], component: string) => readonly Filled[];
  /** Whether a host is a machine of the same deployment: a service of a compose file. */
  readonly isInternal: (host: string) => boolean;
}

/** Reads what the modules of a program declare. */
export function createDeployment(reading: Reading): Deployment {
  const { evaluation } = reading;
  const said = [...declaredBy('variables', reading), ...declaredInCode(reading, 'variables')];
  const files = assignedIn(said, assignedInCommands(reading), reading);
  const takesIn = indexTakenIn(reading.program);
  const isBuiltBy = (builder: string, component: string): boolean => builder === '.' || takesIn(builder, component);
  const builds = assignedIn(definedVariables(reading), [], reading);
  const internal = new Set(declaredBy('machines', reading).flatMap(({ value }) => namesOf(value, evaluation)));
  return {
    isInternal: (host) => internal.has(host) || CLUSTER.test(host),
    filled: (value, names, component) =>
      [
        ...builds.filter(({ module }) => isBuiltBy(module.file.component, component)),
        ...files.filter(({ module }) => isFor(module, component)),
      ].flatMap(({ assignments }) => fill(value, names, assignments) ?? []),
  };
}

interface Assigning {
  readonly module: LinkedModule;
  readonly assignments: readonly Assignment[];
}

/** What each file assigns; one may be several documents, and say it in several places. */
function assignedIn(
  declared: readonly Declared[],
  others: readonly Assignment[],
  reading: Reading,
): readonly Assigning[] {
  const { evaluation, containing } = reading;
  const files = new Map<string, Assigning>();
  const add = (module: LinkedModule, found: readonly Assignment[]): void => {
    files.set(module.path, { module, assignments: [...(files.get(module.path)?.assignments ?? []), ...found] });
  };
  for (const { module, value } of declared)
    add(
      module,
      contained({ module, at: null }, containing, () => assignmentsIn(value, module, evaluation), []),
    );
  for (const one of others) add(one.module, [one]);
  // Whatever the order in which files were listed.
  return [...files.values()].toSorted((a, b) => (a.module.path < b.module.path ? -1 : 1));
}

/** Names that the name server of a Kubernetes cluster knows. */
const CLUSTER = /\.svc(?:\.cluster\.local)?$/;

/** A connection to a machine of the same deployment is no way out of it. */
export function withoutMachines(outcome: Outcome, { isInternal }: Deployment): Outcome {
  if (outcome.kind !== 'external') return outcome;
  const hosts = outcome.hosts.filter(({ host }) => !isInternal(host));
  return hosts.length === 0 ? { kind: 'loopback', hosts: outcome.hosts, isInternal: true } : { ...outcome, hosts };
}

/** A file speaks for its own package and, at the root, for all; infrastructure in a package of its own for those that it deploys. */
function isFor({ file }: LinkedModule, component: string): boolean {
  const own = file.component;
  return !isData(file.kind) || own === '.' || own === component || component.startsWith(`${own}/`);
}

/** The names of machines: a text, or the keys of an object. */
function namesOf(value: Value, evaluation: Evaluation): readonly string[] {
  return optionsOf(value).flatMap((option) => {
    const written = closedText(option);
    return written === null ? [...contentsOf(option, evaluation).fields.keys()] : [written];
  });
}
