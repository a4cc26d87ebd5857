/** The names under which objects hold a client's function: `{ fetcher: fetch }`. A call of such a member of a parameter may connect. */
import type { ExprId, Module } from '../lower/module.ts';
import type { Program } from '../link/program.ts';
import { namedIn } from '../link/program-names.ts';
import type { ApiNode, Trie } from '../rules/trie.ts';

/** Tells whether an object of the program holds one under a name; the work is done at the first question. */
export function indexHeldClients({ modules }: Program, trie: Trie): (name: string) => boolean {
  let names: ReadonlySet<string> | null = null;
  return (name) => (names ??= new Set(modules.flatMap((module) => namesIn(module, trie)))).has(name);
}

function namesIn(module: Module, trie: Trie): readonly string[] {
  return namedIn(module).flatMap(({ name, value }) =>
    typeof name === 'string' && isClient(module, value, trie) ? [name] : [],
  );
}

/** Told without evaluation: the position of a global, an import or a member of one that is called to connect, alone or as one of several. */
function isClient(module: Module, id: ExprId, trie: Trie): boolean {
  const expr = module.expressions[id];
  if (expr?.kind === 'choice') return expr.options.some((option) => isClient(module, option, trie));
  return positionOf(module, id, trie)?.call?.ends.some(({ kind }) => kind === 'sink') === true;
}

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

function positionOf(module: Module, id: ExprId, trie: Trie): ApiNode | null {
  const expr = module.expressions[id];
  switch (expr?.kind) {
    case 'global':
      return trie.globals.get(expr.name) ?? null;
    case 'module': {
      const specifier = module.expressions[expr.specifier];
      return (specifier?.kind === 'literal' && trie.modules.get(expr.named ?? String(specifier.value))) || null;
    }
    case 'name': {
      const { kind, definitions } = module.bindings[expr.binding] ?? {};
      const [imported] = kind === 'import' ? (definitions ?? []) : [];
      return imported ? positionOf(module, imported.value, trie) : null;
    }
    case 'member': {
      const object = module.expressions[expr.object];
      if (typeof expr.property !== 'string') return null;
      if (object?.kind === 'global' && GLOBAL_OBJECTS.has(object.name)) return trie.globals.get(expr.property) ?? null;
      return positionOf(module, expr.object, trie)?.members.get(expr.property) ?? null;
    }
    default:
      return null;
  }
}
