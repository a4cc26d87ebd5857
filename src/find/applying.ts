/** Which sinks are for the version of their package that a module uses. */
import type { LinkedModule } from '../link/program.ts';
import type { ApiNode, PathEnd, Trie } from '../rules/trie.ts';
import type { SinkEnd } from './uses.ts';

/**
 * `unless-newer`: the version in use is not known, and the sink is not for the newest one. `unless-older`: the version in use is older than
 * those that the sink is for.
 */
export type Applicable = boolean | 'unless-newer' | 'unless-older';

/**
 * Takes a version that is not known for the newest one, but where what is imported is nothing that any sink for that one begins with; and one
 * that is older than all that the rules of its module know for the oldest of them: it is likelier to reach the same than nobody.
 */
export function createApplying(
  trie: Trie,
  applies: (end: SinkEnd, component: string) => Applicable,
): (end: SinkEnd, module: LinkedModule) => boolean {
  const newest = new Map<string, ReadonlySet<string>>();
  return (end, { file }) => {
    const found = applies(end, file.component);
    const { root } = end.path;
    if (typeof found === 'boolean') return found;
    if (root.kind !== 'module') return false;
    const key = `${file.component} ${root.specifier}`;
    const known =
      newest.get(key) ?? exportsFor(trie.modules.get(root.specifier), (one) => applies(one, file.component));
    newest.set(key, known);
    return found === 'unless-older' ? known.size === 0 : !known.has(exportOf(end));
  };
}

/** The exports with which those begin that apply. */
function exportsFor(root: ApiNode | null, applies: (end: SinkEnd) => Applicable): ReadonlySet<string> {
  const ends = root ? endsUnder(root) : [];
  return new Set(
    ends.filter((end) => end.kind === 'function' || (end.kind === 'sink' && applies(end) === true)).map(exportOf),
  );
}

function endsUnder(root: ApiNode): readonly PathEnd[] {
  const seen = new Set([root]);
  for (const node of seen) {
    const { members, anyMember, call, construct, markup, assigns, handed, passed } = node;
    const others = [...handed, ...passed].map((one) => one.node);
    for (const next of [...members.values(), ...assigns.values(), anyMember, call, construct, markup, ...others]) {
      if (next) seen.add(next);
    }
  }
  return [...seen].flatMap(({ ends }) => ends);
}

/** The name under which a path's end is imported. */
function exportOf({ path }: PathEnd): string {
  const [first] = path.steps;
  return first?.kind === 'member' ? first.name : 'default';
}
