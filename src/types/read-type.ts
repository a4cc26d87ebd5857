/** A type, read as the list of all that a value of it may be. */
import type { ts } from 'ts-morph';
import { consumerOf, typedNodes, type Consumer } from './consumer.ts';
import { declarationOf } from './declaration.ts';
import type { TypeAlternative, TypeAnswer } from './oracle.ts';
import type { View } from './workspace.ts';

/** What the type of the expression at a node says: all of it, `open` when that is no finite list, null for an object that nobody knows. */
export function readType(node: ts.Node, view: View, most: number): TypeAnswer | 'open' | null {
  for (const outer of typedNodes(node, view.ts)) {
    const alternatives = readAt(outer, view, most);
    if (alternatives.length > 0) return { alternatives, declared: declarationOf(outer, view) };
  }
  return view.checker.getTypeAtLocation(node).flags & view.ts.TypeFlags.Object ? null : 'open';
}

/** Empty when the list is not finite. */
function readAt(node: ts.Node, view: View, most: number): readonly TypeAlternative[] {
  const { checker } = view;
  const own = checker.getTypeAtLocation(node);
  const members = membersOf(checker.getAwaitedType(own) ?? own, view);
  if (members.length > most) return [];
  const found = members.map((member) => readMember(member, view));
  const known = found.filter((one) => one !== null);
  return known.length < found.length ? [] : sorted(asConsumed(known, consumerOf(node, view.ts)));
}

/** The members of a union. A type parameter may be all that its constraint allows. */
function membersOf(type: ts.Type, view: View): readonly ts.Type[] {
  const { ts, checker } = view;
  const bound = type.flags & ts.TypeFlags.Instantiable ? (checker.getBaseConstraintOfType(type) ?? type) : type;
  if (!bound.isUnion()) return [bound];
  return bound.types.flatMap((member) => membersOf(member, view));
}

function readMember(type: ts.Type, view: View): TypeAlternative | null {
  const { ts, checker } = view;
  const { flags } = type;
  if (type.isStringLiteral()) return { kind: 'text', parts: [type.value] };
  if (type.isNumberLiteral()) return { kind: 'constant', value: type.value };
  if (flags & ts.TypeFlags.BooleanLiteral) return { kind: 'constant', value: checker.typeToString(type) === 'true' };
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return { kind: 'constant', value: undefined };
  if (flags & ts.TypeFlags.Null) return { kind: 'constant', value: null };
  if (isTemplate(type, ts)) return readTemplate(type);
  // A branded literal is that literal; `string & {}` is any string.
  if (type.isIntersection())
    return type.types.map((part) => readMember(part, view)).find((one) => one !== null) ?? null;
  return isObject(type, ts) ? readObject(type, view) : null;
}

/** `${string}.example.com`. One that begins inside a scheme, like `http${string}`, says nothing of where it goes. */
function readTemplate({ texts, types }: ts.TemplateLiteralType): TypeAlternative | null {
  const [first = ''] = texts;
  if (first !== '' && ['https://', 'http://', 'wss://', 'ws://'].some((scheme) => scheme.startsWith(first)))
    return null;
  const parts = texts.flatMap((text, index) => [...(text === '' ? [] : [text]), ...(types[index] ? [null] : [])]);
  return parts.some((part) => part !== null) ? { kind: 'text', parts } : null;
}

function readObject(type: ts.ObjectType, { ts, pathOf, positionOf }: View): TypeAlternative | null {
  const declaration = type.symbol?.declarations?.[0];
  if (!declaration) return null;
  const file = declaration.getSourceFile();
  const position = positionOf(file, type.symbol.name);
  if (position) return { kind: 'api', ...position };
  const path = pathOf(file);
  // What is anonymous is the class itself and not an instance of it.
  const isClass = ts.isClassLike(declaration) || ts.isInterfaceDeclaration(declaration);
  const isInstance = isClass && !(type.objectFlags & ts.ObjectFlags.Anonymous);
  return path !== null && isInstance ? { kind: 'instance', path, end: declaration.end } : null;
}

/** Only what can matter to who takes the value. */
function asConsumed(found: readonly TypeAlternative[], consumer: Consumer): readonly TypeAlternative[] {
  const present = found.filter((one) => one.kind !== 'constant' || (one.value !== undefined && one.value !== null));
  if (present.length === 0 || consumer === 'condition') return [];
  const objects = present.filter(({ kind }) => kind === 'api' || kind === 'instance');
  if (objects.length > 0) return objects.length === present.length ? objects : [];
  if (consumer === 'text') return present;
  // A flag is no address and no part of one.
  if (present.some((one) => one.kind === 'constant' && typeof one.value === 'boolean')) return [];
  // Who writes a fallback expects it to be taken, whatever the type says.
  return consumer === 'fallback' ? [...present, { kind: 'constant', value: undefined }] : found;
}

function sorted(found: readonly TypeAlternative[]): readonly TypeAlternative[] {
  const key = (one: TypeAlternative): string =>
    one.kind === 'api'
      ? `api ${one.node.id}`
      : one.kind === 'instance'
        ? `${one.path} ${one.end}`
        : JSON.stringify(one);
  const keyed = found.map((one) => ({ one, key: key(one) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one);
}

function isTemplate(type: ts.Type, compiler: typeof ts): type is ts.TemplateLiteralType {
  return (type.flags & compiler.TypeFlags.TemplateLiteral) !== 0;
}

function isObject(type: ts.Type, compiler: typeof ts): type is ts.ObjectType {
  return (type.flags & compiler.TypeFlags.Object) !== 0;
}
