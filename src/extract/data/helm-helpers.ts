/** Named templates of a Helm chart: `{{ define "api.url" }} … {{ end }}`. https://helm.sh/docs/chart_template_guide/named_templates/ */

import type { Range } from './data-node.ts';

export interface NamedTemplate {
  readonly name: string;
  /** Where that stands which it may give: all of its body, or one for each branch of a condition. */
  readonly bodies: readonly Range[];
  /** Whether that is a list or a mapping, and not a text. */
  readonly isData: boolean;
}

const BLOCK = /\{\{-?\s*(?:(define|block)\s+"([^"]+)"|(if|with|range|else|end)\b)[^]*?-?\}\}/g;

/** The named templates of a text; one in which branches begin within a line is left out. */
export function namedTemplates(text: string): readonly NamedTemplate[] {
  const found: NamedTemplate[] = [];
  let body: { readonly name: string; readonly from: number } | null = null;
  let cuts: Range[] = [];
  let depth = 0;
  for (const { 0: whole, 1: begin, 2: name = '', 3: word, index } of text.matchAll(BLOCK)) {
    const end = index + whole.length;
    if (begin !== undefined) {
      if (depth === 0) [body, cuts] = [{ name, from: end }, []];
      depth += 1;
      continue;
    }
    if (word === 'end') depth -= 1;
    if (body && depth === 0) {
      found.push({ name: body.name, ...bodiesIn(text, [body.from, index], cuts) });
      body = null;
    } else cuts.push([index, end]);
    if (word !== 'end' && word !== 'else') depth += 1;
  }
  return found;
}

/** What stands between the lines with conditions; a list or mapping is one whole with the lines of all branches. */
function bodiesIn(text: string, body: Range, cuts: readonly Range[]): Pick<NamedTemplate, 'bodies' | 'isData'> {
  const [from, to] = body;
  if (/^\s*(?:- |[\w.-]+:(?:\s|$))/m.test(text.slice(from, to))) return { bodies: [body], isData: true };
  if (!cuts.every((cut) => standsAlone(text, cut, body))) return { bodies: [], isData: false };
  const edges: readonly Range[] = [[from, from], ...cuts, [to, to]];
  const between = edges.slice(1).map(([end], index): Range => [edges[index]?.[1] ?? from, end]);
  return { bodies: between.filter(([start, end]) => text.slice(start, end).trim() !== ''), isData: false };
}

/** Whether nothing but actions stands beside an action in its line. */
function standsAlone(text: string, [start, end]: Range, [from, to]: Range): boolean {
  const [before = '', after = ''] = [text.slice(from, start).split('\n').at(-1), text.slice(end, to).split('\n')[0]];
  const isOfActions = (part: string): boolean => part.replaceAll(/\{\{(?:(?!\}\})[^])*\}\}/g, '').trim() === '';
  return isOfActions(before) && isOfActions(after);
}
