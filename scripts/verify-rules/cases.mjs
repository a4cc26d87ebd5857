/** The cases: each is a module of real code, whose first comment says in YAML what it is about. */
import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';

const FOLDER = new URL('cases/', import.meta.url);

/** All cases, sorted by id. */
export function readCases() {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.mjs'))
    .toSorted()
    .map((name) => readCase(name.replace('.mjs', '')));
}

/** Those whose id is one of the names or begins with it, or that need a package of that name; without names, all. */
export function selected(cases, names) {
  const isNamed = ({ id, packages }, name) => id === name || id.startsWith(`${name}-`) || name in packages;
  const unknown = names.filter((name) => !cases.some((one) => isNamed(one, name)));
  if (unknown.length > 0) throw new Error(`no case is called ${unknown.join(', ')}`);
  return names.length === 0 ? cases : cases.filter((one) => names.some((name) => isNamed(one, name)));
}

function readCase(id) {
  const text = readFileSync(new URL(`${id}.mjs`, FOLDER), 'utf8');
  const [comment, header] = /^\/\*\n([\s\S]*?)\*\/\n/.exec(text) ?? [];
  if (header === undefined) throw new Error(`cases/${id}.mjs does not begin with a comment that describes it`);
  const { rule, packages, env = {}, answers = {}, explanations = {} } = parse(header);
  if (typeof rule !== 'string' || typeof packages !== 'object') {
    throw new TypeError(`cases/${id}.mjs does not say its rule and packages`);
  }
  return { id, rule, packages, env, answers, explanations, code: text.slice(comment.length) };
}
