/** The kinds of remarks as rules of SARIF, with every text that GitHub requires. */
import type { ReportingDescriptor } from 'sarif';
import { DRIFT_KINDS } from '../../drift/drift.ts';
import { KINDS, type KindFacts } from '../kinds.ts';
import type { RemarkKind } from '../remarks.ts';

/** The kinds that become results; what is a mere notice is a notification of the run. */
const AS_RESULTS = [...DRIFT_KINDS, 'frozen', 'not-judged', 'destination'] as const satisfies readonly RemarkKind[];

/** The number of the rule of a kind; null for one that is no result. */
export function ruleIndexOf(kind: RemarkKind): number | null {
  const index = AS_RESULTS.findIndex((one) => one === kind);
  return index < 0 ? null : index;
}

/** Describes every rule, met or not. */
export function sarifRules(): ReportingDescriptor[] {
  return AS_RESULTS.map((kind) => ruleOf(kind, KINDS[kind]));
}

function ruleOf(id: string, { name, short, full, help, securitySeverity }: KindFacts): ReportingDescriptor {
  const severity = securitySeverity === null ? {} : { 'security-severity': securitySeverity };
  return {
    id,
    name,
    shortDescription: { text: `${short}.` },
    fullDescription: { text: full },
    help: { text: help.replaceAll('`', '"'), markdown: help },
    defaultConfiguration: { level: securitySeverity === null ? 'note' : 'error' },
    properties: {
      tags: ['network', 'egress', ...(securitySeverity === null ? [] : ['security'])],
      precision: 'high',
      'problem.severity': securitySeverity === null ? 'recommendation' : 'error',
      ...severity,
    },
  };
}
