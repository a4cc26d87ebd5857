/** What the dot stands for in a template of Helm: `{{ with .Values.api }} … {{ .url }} … {{ end }}`. */

/** The keys in the values of a chart that the dot stands for; null where it is the whole, or not known. */
export type Scope = readonly string[] | null;

/** Tells the scope at an offset of a template. */
export function scopesOf(template: string): (offset: number) => Scope {
  const changes = changesIn(template);
  return (offset) => changes.findLast(({ from }) => from <= offset)?.scope ?? null;
}

interface Change {
  readonly from: number;
  readonly scope: Scope;
}

const BLOCK = /\{\{-?\s*(if|with|range|define|block|else|end)\b([^]*?)-?\}\}/g;

function changesIn(template: string): readonly Change[] {
  const open: Scope[] = [];
  return [...template.matchAll(BLOCK)].map(({ 0: whole, 1: word, 2: rest = '', index }) => {
    const around = open.at(-1) ?? null;
    if (word === 'end') open.pop();
    // Where there is nothing to go into, the dot stays what it was outside.
    else if (word === 'else') open.splice(-1, 1, inBranch(rest.trim(), open.at(-2) ?? null));
    else open.push(word === 'if' ? around : word === 'with' ? entered(rest.trim(), around) : null);
    return { from: index + whole.length, scope: open.at(-1) ?? null };
  });
}

/** `else`, `else if …`, `else with …`. */
function inBranch(condition: string, around: Scope): Scope {
  const [, pipeline] = /^with\s+([^]*)$/.exec(condition) ?? [];
  return pipeline === undefined ? around : entered(pipeline, around);
}

/** `.Values.api`, `$.Values.api`, `$api := .Values.api`, `.inner` of what is entered already. */
function entered(pipeline: string, around: Scope): Scope {
  const [, path = ''] = /^(?:\$\w+\s*:=\s*)?(\$?\.[\w.]+)$/.exec(pipeline) ?? [];
  const [, inValues] = /^\$?\.Values\.([\w.]+)$/.exec(path) ?? [];
  if (inValues !== undefined) return inValues.split('.');
  return path.startsWith('.') && around !== null ? [...around, ...path.slice(1).split('.')] : null;
}
