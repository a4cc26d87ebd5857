/**
 * The element that is written to where nothing says so but how it is reached: by a ref that some element of the file has, as what a query
 * of the document gives, as what an event is about.
 */
import { laterOf } from '../link/later.ts';
import type { Expr, ExprId, Module, Write } from '../lower/module.ts';

/** The interface of the element that an expression of a module is taken for; null where it is no element. */
export function elementReached(module: Module, id: ExprId, depth = 0): string | null {
  const expr = module.expressions[id];
  const first = (ids: readonly ExprId[]): string | null =>
    depth > DEEPEST
      ? null
      : (ids.map((one) => elementReached(module, one, depth + 1)).find((one) => one !== null) ?? null);
  switch (expr?.kind) {
    case 'name': {
      const { definitions = [] } = module.bindings[expr.binding] ?? {};
      return ofElement(referenced(module).get(nameKey(expr.binding))) ?? first(definitions.map(({ value }) => value));
    }
    case 'choice':
      return first(expr.options);
    case 'call':
      return isQuery(module.expressions[expr.callee]) ? ANY : null;
    case 'member':
      return typeof expr.property === 'string' ? byMember(module, expr.object, expr.property) : null;
    default:
      return null;
  }
}

/** How many names and choices stand between an element and what it is reached by. */
const DEEPEST = 4;

/** Stands for any element: nothing else is loaded by what is written under the same name. */
const ANY = 'Element';

/** Members of an event, and of what Angular hands for an element. */
const OF_EVENTS: ReadonlySet<string> = new Set(['target', 'currentTarget', 'nativeElement']);

/** Where refs keep their element. */
const HOLDERS: ReadonlySet<string> = new Set(['current', 'value']);

function byMember(module: Module, object: ExprId, property: string): string | null {
  if (OF_EVENTS.has(property)) return ANY;
  const owner = module.expressions[object];
  if (owner?.kind === 'member' && owner.property === '$refs') return ofElement(referenced(module).get(property));
  if (!HOLDERS.has(property)) return null;
  const keys = keysOf(module, object);
  return keys.map((key) => ofElement(referenced(module).get(key))).find((found) => found !== null) ?? null;
}

function isQuery(callee: Expr | undefined): boolean {
  return callee?.kind === 'member' && typeof callee.property === 'string' && QUERIES.has(callee.property);
}

const QUERIES: ReadonlySet<string> = new Set(['getElementById', 'querySelector', 'closest']);

/** The names under which a ref may be given to an element: its binding, its member of `this`, its own name (Vue), the text of `useTemplateRef`. */
function keysOf(module: Module, id: ExprId): readonly string[] {
  const expr = module.expressions[id];
  if (expr?.kind === 'member') return typeof expr.property === 'string' ? [`.${expr.property}`] : [];
  if (expr?.kind !== 'name') return [];
  const binding = module.bindings[expr.binding];
  const made = module.expressions[binding?.definitions[0]?.value ?? -1];
  const [first] = made?.kind === 'call' ? made.args : [];
  const text = first ? module.expressions[first.value] : undefined;
  const named = text?.kind === 'literal' && typeof text.value === 'string' ? [text.value] : [];
  return [nameKey(expr.binding), ...(binding ? [binding.name] : []), ...named];
}

function nameKey(binding: number): string {
  return `#${binding}`;
}

/** The tags of the elements of a module that have a ref, by what that is. */
const referenced = laterOf((module: Module): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const expr of module.expressions) {
    if (expr.kind !== 'markup' || typeof expr.tag !== 'string' || !INTERFACES.has(expr.tag)) continue;
    const attributes = module.expressions[expr.attributes];
    if (attributes?.kind !== 'object') continue;
    for (const property of attributes.properties) {
      if (property.kind !== 'property' || typeof property.key !== 'string' || !REFS.has(property.key)) continue;
      for (const key of keysOfRef(module, property.value)) found.set(key, expr.tag);
    }
  }
  return found;
});

const REFS: ReadonlySet<string> = new Set(['ref', 'this']);

function keysOfRef(module: Module, id: ExprId): readonly string[] {
  const expr = module.expressions[id];
  if (expr?.kind === 'literal') return typeof expr.value === 'string' ? [expr.value] : [];
  if (expr?.kind === 'name') return [nameKey(expr.binding)];
  if (expr?.kind === 'member') return typeof expr.property === 'string' ? [`.${expr.property}`] : [];
  // `ref={(element) => { frame = element; }}`
  return [];
}

function ofElement(tag: string | undefined): string | null {
  return tag === undefined ? null : (INTERFACES.get(tag) ?? null);
}

/** The interfaces of elements that load what is written to them, or send to it (WHATWG HTML). */
const INTERFACES: ReadonlyMap<string, string> = new Map([
  ['img', 'HTMLImageElement'],
  ['iframe', 'HTMLIFrameElement'],
  ['frame', 'HTMLFrameElement'],
  ['script', 'HTMLScriptElement'],
  ['video', 'HTMLVideoElement'],
  ['audio', 'HTMLAudioElement'],
  ['source', 'HTMLSourceElement'],
  ['track', 'HTMLTrackElement'],
  ['embed', 'HTMLEmbedElement'],
  ['object', 'HTMLObjectElement'],
  ['link', 'HTMLLinkElement'],
  ['form', 'HTMLFormElement'],
  ['button', 'HTMLButtonElement'],
]);

/** What is written to an element is what it holds already, with more behind it at most: `frame.src = frame.src` loads it again. */
export function isLoadedAgain(module: Module, { object, property, value }: Write): boolean {
  const read = module.expressions[beginningOf(module, value)];
  return read?.kind === 'member' && read.property === property && isSamePath(module, object, read.object);
}

/** What a text begins with: `${frame.src}?again`. */
function beginningOf(module: Module, id: ExprId): ExprId {
  const expr = module.expressions[id];
  if (expr?.kind === 'concat') return beginningOf(module, expr.left);
  const first = expr?.kind === 'template' ? expr.parts.find((part) => part !== '') : undefined;
  return typeof first === 'number' ? first : id;
}

/** Whether two expressions name the same thing by the same words. */
function isSamePath(module: Module, one: ExprId, other: ExprId): boolean {
  const [a, b] = [module.expressions[one], module.expressions[other]];
  if (a?.kind === 'name') return b?.kind === 'name' && a.binding === b.binding;
  if (a?.kind === 'this') return b?.kind === 'this';
  if (a?.kind !== 'member' || b?.kind !== 'member' || typeof a.property !== 'string') return false;
  return a.property === b.property && isSamePath(module, a.object, b.object);
}
