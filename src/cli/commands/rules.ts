/** `rules`: the catalogue listed, and the repository's own rules linted and tested. */
import { prepareRules } from '../../analyze.ts';
import { folderTree } from '../../discover/folder-tree.ts';
import { faultsOfExample } from '../../example.ts';
import { noSuchRule, ownRulesAbsent } from '../../errors/rules.ts';
import type { Problem } from '../../identify/destination.ts';
import { problemsText } from '../../report/human/problems.ts';
import { rulesReport, verdictsReport, type ListedRule, type RuleVerdict } from '../../report/human/rules.ts';
import { counted } from '../../report/human/words.ts';
import { jsonRules } from '../../report/json.ts';
import { lintOwnRules } from '../../rules/lints/index.ts';
import { loadRules, OWN_RULES, type LoadedRules } from '../../rules/load-rules.ts';
import { ruleId } from '../../rules/rule.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

/** Lists all rules, or those that a text is found in: its id, name, category, packages or hosts. */
export async function listRules(session: Session, text: string | null): Promise<Outcome> {
  const { settings, version, out } = session;
  const loaded = await loadRules(folderTree(settings.root));
  const files = new Map(loaded.own.map(({ path, file }) => [ruleId(file), path]));
  const all = loaded.index.ids.flatMap((id): readonly ListedRule[] => {
    const rule = loaded.index.rule(id);
    return rule === null ? [] : [{ ...rule, file: files.get(id) ?? null }];
  });
  const shown = text === null ? all : all.filter((rule) => isAbout(rule, text.toLowerCase()));
  const refusals = shown.length === 0 && text !== null ? [noSuchRule(text)] : [];
  const report = settings.format === 'json' ? jsonRules(shown, version) : rulesReport(shown, out);
  return ended(shown.length === 0 ? '' : report, [...loaded.problems, ...refusals], [], session);
}

/** Says what the lints find wrong with the repository's own rules. */
export async function lintRulesCommand(session: Session): Promise<Outcome> {
  const loaded = await loadRules(folderTree(session.settings.root));
  const faults = lintOwnRules(loaded.own.map(({ file }) => file));
  const verdicts = loaded.own.map(({ path, file }) => ({
    file: path,
    faults: faults.filter((one) => one.file === ruleId(file)).map(({ lint, fault }) => `${lint}: ${fault}`),
  }));
  return judged(verdicts, counted(loaded.own.length, 'rule'), loaded, session);
}

/** Runs the examples of the repository's own rules, with the built-in rules below them. */
export async function testRules(session: Session): Promise<Outcome> {
  const loaded = await loadRules(folderTree(session.settings.root));
  const knowledge = prepareRules(loaded.index);
  const verdicts = loaded.own.map(({ path, file }) => ({
    file: path,
    faults: file.rule.examples.flatMap((example, index) =>
      faultsOfExample(example, knowledge).map((fault) => `example ${index + 1} ${fault}: ${firstLine(example.code)}`),
    ),
  }));
  const examples = loaded.own.reduce((sum, { file }) => sum + file.rule.examples.length, 0);
  return judged(verdicts, `${counted(loaded.own.length, 'rule')}, ${counted(examples, 'example')}`, loaded, session);
}

function judged(verdicts: readonly RuleVerdict[], done: string, loaded: LoadedRules, session: Session): Outcome {
  const absent = verdicts.length === 0 && loaded.problems.length === 0 ? [ownRulesAbsent(OWN_RULES)] : [];
  const report = verdicts.length === 0 ? '' : verdictsReport(verdicts, done, session.out);
  return ended(report, [...loaded.problems, ...absent], verdicts, session);
}

function ended(
  report: string,
  problems: readonly Problem[],
  verdicts: readonly RuleVerdict[],
  { err }: Session,
): Outcome {
  const isFaulty = verdicts.some(({ faults }) => faults.length > 0);
  return {
    exitCode: problems.length > 0 ? 2 : isFaulty ? 1 : 0,
    report,
    messages: problemsText(problems, err, () => []),
  };
}

function isAbout({ id, name, category, packages, hosts }: ListedRule, text: string): boolean {
  return [id, name, category ?? '', ...packages, ...hosts].some((word) => word.toLowerCase().includes(text));
}

function firstLine(code: string): string {
  return code.split('\n').find((line) => !line.startsWith('import ')) ?? '';
}
