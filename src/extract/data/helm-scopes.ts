/** What names stand for in a template of Helm: `{{ with .Values.api }} {{ .url }} {{ end }}`, `{{ range $name, $url := .Values.urls }} {{ $url }} {{ end }}`. */

/** Keys in the values of a chart; null for any: each item of a list that is gone through. */
export type ValueKeys = readonly (string | null)[];

export interface Scope {
  /** What the dot stands for; null where it is the whole, or not known. */
  readonly dot: ValueKeys | null;
  /** What variables stand for, by their names without the dollar. */
  readonly variables: ReadonlyMap<string, ValueKeys>;
  /** Variables that are the names of what is gone through, and what that is. */
  readonly names: ReadonlyMap<string, ValueKeys>;
}

const ROOT: Scope = { dot: null, variables: new Map(), names: new Map() };

/** Tells the scope at an offset of a template. */
export function scopesOf(template: string): (offset: number) => Scope {
  const changes = changesIn(template);
  return (offset) => changes.findLast(({ from }) => from <= offset)?.scope ?? ROOT;
}

/** The keys that a word of an action stands for: `.Values.api.url`, `$.Values.api.url`, `.url`, `$api.url`; null for anything else. */
export function keysOf(word: string, { dot, variables }: Scope): ValueKeys | null {
  const [, path] = /^\$?\.Values\.([\w.]+)$/.exec(word) ?? [];
  if (path !== undefined) return path.split('.');
  const [, variable, rest] = /^\$(\w+)((?:\.\w+)*)$/.exec(word) ?? [];
  const known = variable === undefined ? null : variables.get(variable);
  if (known && rest !== undefined) return [...known, ...namesIn(rest)];
  return dot !== null && /^\.(?:\w+(?:\.\w+)*)?$/.test(word) ? [...dot, ...namesIn(word)] : null;
}

function namesIn(path: string): readonly string[] {
  return path.split('.').filter((name) => name !== '');
}

interface Change {
  readonly from: number;
  readonly scope: Scope;
}

const BLOCK = /\{\{-?\s*(?:(if|with|range|define|block|else|end)\b|(\$\w+\s*:=))([^]*?)-?\}\}/g;

function changesIn(template: string): readonly Change[] {
  const open: Scope[] = [ROOT];
  return [...template.matchAll(BLOCK)].map(({ 0: whole, 1: word, 2: assigned = '', 3: rest = '', index }) => {
    const around = open.at(-1) ?? ROOT;
    if (word === undefined) open.splice(-1, 1, withAssigned(assigned + rest, around));
    else if (word === 'end') open.pop();
    // Where there is nothing to go into, the dot stays what it was outside.
    else if (word === 'else') open.splice(-1, 1, inBranch(rest.trim(), open.at(-2) ?? ROOT));
    else open.push(inside(word, rest.trim(), around));
    return { from: index + whole.length, scope: open.at(-1) ?? ROOT };
  });
}

function inside(word: string, pipeline: string, around: Scope): Scope {
  if (word === 'if') return around;
  if (word === 'with') return entered(pipeline, around);
  return word === 'range' ? goneThrough(pipeline, around) : ROOT;
}

/** `else`, `else if …`, `else with …`. */
function inBranch(condition: string, around: Scope): Scope {
  const [, pipeline] = /^with\s+([^]*)$/.exec(condition) ?? [];
  return pipeline === undefined ? around : entered(pipeline, around);
}

/** `$api := .Values.api` behind which the variable stands for that. */
function withAssigned(text: string, around: Scope): Scope {
  const [, name = '', word = ''] = /^\$(\w+)\s*:=\s*(\S+)\s*$/.exec(text) ?? [];
  const keys = keysOf(word, around);
  if (keys !== null) return { ...around, variables: new Map([...around.variables, [name, keys]]) };
  const [, lost = ''] = /^\$(\w+)/.exec(text) ?? [];
  return { ...around, variables: new Map([...around.variables].filter(([one]) => one !== lost)) };
}

/** `.Values.api`, `$api := .Values.api`, `.inner` of what is entered already. */
function entered(pipeline: string, around: Scope): Scope {
  const [, variable, word = ''] = /^(?:\$(\w+)\s*:=\s*)?(\S+)$/.exec(pipeline) ?? [];
  const dot = keysOf(word, around);
  const given = variable === undefined || dot === null ? [] : [[variable, dot] as const];
  return { ...around, dot, variables: new Map([...around.variables, ...given]) };
}

/** `.Values.urls`, `$url := .Values.urls`, `$name, $url := .Values.urls`. */
function goneThrough(pipeline: string, around: Scope): Scope {
  const [, first, second, word = ''] = /^(?:\$(\w+)\s*(?:,\s*\$(\w+)\s*)?:=\s*)?(\S+)$/.exec(pipeline) ?? [];
  const of = keysOf(word, around);
  if (of === null) return { ...around, dot: null };
  const dot = [...of, null];
  const item = second ?? first;
  const given = item === undefined ? [] : [[item, dot] as const];
  const names = second === undefined || first === undefined ? [] : [[first, of] as const];
  return { dot, variables: new Map([...around.variables, ...given]), names: new Map([...around.names, ...names]) };
}
