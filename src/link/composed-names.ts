/** The keys that a program puts together under which it puts something: `` api[`send${kind}`] = … ``, as patterns of names. */
import type { Expr, ExprId, Module } from '../lower/module.ts';

/** Names that stand for other names. */
const ALIASES = 2;

/** What stands between texts that are known. */
const ANY = '.*';

/** The pattern of the names that a computed key may be; none where no text in it is known, or where it is no name. */
export function composedNames(module: Module, key: ExprId): readonly RegExp[] {
  return sourcesOf(module, key, 0).flatMap((source) =>
    source !== null && source.replaceAll(ANY, '') !== '' ? [new RegExp(`^${source}$`)] : [],
  );
}

/** Sources of patterns, ANY where nothing is known; null for what is no name. */
function sourcesOf(module: Module, id: ExprId, aliases: number): readonly (string | null)[] {
  const expr: Expr | undefined = module.expressions[id];
  switch (expr?.kind) {
    case 'template':
      return [expr.parts.reduce<string | null>((all, part) => joined(all, sourceOfPart(part)), '')];
    case 'concat':
      return sourcesOf(module, expr.left, aliases).flatMap((left) =>
        sourcesOf(module, expr.right, aliases).map((right) => joined(left, right)),
      );
    case 'literal':
      return [typeof expr.value === 'string' ? sourceOfPart(expr.value) : ANY];
    case 'name': {
      const definitions = aliases < ALIASES ? (module.bindings[expr.binding]?.definitions ?? []) : [];
      return definitions.length === 0
        ? [ANY]
        : definitions.flatMap(({ value }) => sourcesOf(module, value, aliases + 1));
    }
    default:
      return [ANY];
  }
}

function sourceOfPart(part: string | ExprId): string | null {
  if (typeof part === 'number') return ANY;
  return NAME_PART.test(part) ? part.replaceAll('$', String.raw`\$`) : null;
}

function joined(left: string | null, right: string | null): string | null {
  return left === null || right === null ? null : left + right;
}

const NAME_PART = /^[\w$]*$/;
