import type { ArgPattern, PathPattern, Step } from '../pattern.ts';
import type { RuleFile } from '../rule.ts';
import { ruleId } from '../rule.ts';
import { compileSnippet } from '../snippet.ts';
import { sinksOf, type CatalogueLint } from './lint.ts';

export const sinksOfOneRule: CatalogueLint = {
  name: 'sinks-of-one-rule',
  description: 'No two rules read the target of one call: it would be found twice, and corrected in one place only.',
  check(files) {
    const owners = new Map<string, Map<string, string>>();
    for (const { key, owner, api } of files.flatMap(readings)) {
      owners.set(key, (owners.get(key) ?? new Map<string, string>()).set(owner, api));
    }
    const faults = new Map<string, { readonly file: string; readonly fault: string }>();
    for (const rules of owners.values()) {
      for (const [file, api] of rules) {
        const others = [...rules.keys()].filter((other) => other !== file).toSorted();
        const pair = [file, ...others].join(' ');
        if (others.length > 0 && !faults.has(pair)) {
          faults.set(pair, { file, fault: `${api} is also a sink of ${others.join(' and ')}` });
        }
      }
    }
    return [...faults.values()];
  },
};

/** One place of one call from which a rule reads a target. */
interface Reading {
  readonly key: string;
  readonly owner: string;
  readonly api: string;
}

function readings(file: RuleFile): readonly Reading[] {
  return sinksOf(file).flatMap(({ match, where, files = [] }) =>
    [match].flat().flatMap((snippet) =>
      compileSnippet(snippet, where).flatMap((path) => {
        const parts = path.steps.flatMap((step, index) => partsOfStep(step, String(index)));
        const demands = parts.flatMap(({ place, demand }) => (demand === undefined ? [] : [`${place}=${demand}`]));
        const call = JSON.stringify([path.root, shapeOf(path), demands.toSorted(), files]);
        const targets = parts.flatMap(({ place, demand }) => (demand === undefined ? [place] : []));
        const places = targets.length === 0 ? [''] : targets;
        return places.map((place) => ({ key: `${call} ${place}`, owner: ruleId(file), api: path.api }));
      }),
    ),
  );
}

/** The steps without what is said of arguments; a default import is the module itself. */
function shapeOf({ steps }: PathPattern): readonly string[] {
  const shape = steps.map((step) => {
    switch (step.kind) {
      case 'member':
        return step.name;
      case 'assign':
        return `${step.name} =`;
      case 'call':
      case 'construct':
        return '()';
      case 'handed':
        return `handed ${JSON.stringify(step)}`;
      default:
        return step.kind;
    }
  });
  return shape[0] === 'default' ? shape.slice(1) : shape;
}

/** A captured target, or a text that must stand there. */
interface Part {
  readonly place: string;
  readonly demand?: string;
}

function partsOfStep(step: Step, place: string): readonly Part[] {
  switch (step.kind) {
    case 'call':
    case 'construct':
      return step.args.flatMap((arg, index) => partsOf(arg, `${place}:${index}`));
    case 'markup':
      return partsOf(step.attributes, place);
    case 'assign':
    case 'exported':
      return partsOf(step.value, place);
    default:
      return [];
  }
}

/** Roles that say where a call goes, or a part of it. */
const TARGETS: ReadonlySet<string> = new Set(
  'url base path host hosts connection region account project name'.split(' '),
);

function partsOf(pattern: ArgPattern, place: string): readonly Part[] {
  switch (pattern.kind) {
    case 'role':
      return TARGETS.has(pattern.role) ? [{ place }] : [];
    case 'text':
      return [{ place, demand: pattern.text }];
    case 'absent':
      return [{ place, demand: '' }];
    case 'object':
      return pattern.fields.flatMap(([name, value]) => partsOf(value, `${place}.${name}`));
    case 'values':
      return pattern.keys ? partsOf(pattern.keys, `${place}#`) : partsOf(pattern.each, `${place}.*`);
    case 'rest':
      return partsOf(pattern.each, `${place}.*`);
    case 'array':
      return pattern.items.flatMap((item) => partsOf(item, `${place}[]`));
    case 'function':
      return partsOf(pattern.result, `${place}()`);
    default:
      return [];
  }
}
