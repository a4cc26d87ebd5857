/** What a workflow gave the Action: `INPUT_*` variables, as the runner makes them (upper case, hyphens kept). */
import { usage } from '../errors/commands.ts';
import { SallyportError } from '../errors/problem.ts';
import { DRIFT_KINDS } from '../drift/drift.ts';

/** The inputs of action.yml, read. */
export interface Inputs {
  /** Relative to the workspace. */
  readonly workingDirectory: string;
  readonly manifest: string | null;
  /** A revision; null: as the event says. */
  readonly base: string | null;
  readonly failOn: ReadonlySet<string>;
  readonly comment: 'never' | 'on-drift' | 'always';
  /** Where the SARIF file goes, relative to the workspace; null: none is written. */
  readonly sarif: string | null;
  readonly annotations: boolean;
  /** More options of `check`. */
  readonly args: readonly string[];
  readonly token: string | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** What makes the step fail: what `check` fails for, a kind of drift, any change of the policy, or nothing. */
export const FAIL_ON: readonly string[] = ['drift', ...DRIFT_KINDS, 'policy-change', 'never'];

const COMMENTS = ['never', 'on-drift', 'always'] as const;

/** Reads the inputs. Throws SallyportError with every mistake. */
export function readInputs(env: Variables): Inputs {
  const given = (name: string): string | null => {
    const text = env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim() ?? '';
    return text === '' ? null : text;
  };
  const failOn = words(given('fail-on') ?? 'drift');
  const comment = COMMENTS.find((one) => one === (given('comment') ?? 'never'));
  const annotations = given('annotations') ?? 'true';
  const faults = [
    ...failOn
      .filter((word) => !FAIL_ON.includes(word))
      .map((word) => usage(`fail-on: ${word} does not exist`, `Choose from ${FAIL_ON.join(', ')}.`)),
    ...(comment === undefined
      ? [usage(`comment: ${given('comment')} does not exist`, `Choose ${COMMENTS.join(', ')}.`)]
      : []),
    ...(/^(?:true|false)$/i.test(annotations)
      ? []
      : [usage(`annotations: ${annotations} is neither true nor false`, 'Choose one of the two.')]),
  ];
  if (faults.length > 0 || comment === undefined) throw new SallyportError(faults);
  return {
    workingDirectory: given('working-directory') ?? '.',
    manifest: given('manifest'),
    base: given('base'),
    failOn: new Set(failOn),
    comment,
    sarif: given('sarif'),
    annotations: annotations.toLowerCase() === 'true',
    args: words(given('args') ?? ''),
    token: given('token'),
  };
}

function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
