/** Which objects of two questions may be the same one: that which is written to, and that which is read. */
import type { LinkedModule } from '../link/program.ts';
import type { Returns } from '../rules/vocabulary.ts';
import type { Evaluation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { keyOf } from './keys.ts';
import { ancestorsOf } from './operations/inheritance.ts';
import type { ApiValue, InstanceValue, Value } from './value.ts';

/** Equal for objects that may be the same: a number for one that is told by where it is made, of which most are. */
export type ObjectKey = string | number;

/** What tells one object from another: where it is made. */
export function keyWritten(object: Value): ObjectKey | null {
  switch (object.kind) {
    case 'record':
      return keyOf(object.object);
    case 'list':
    case 'text':
    case 'hole':
    case 'fields':
      return object.made ? keyOf(object.made) : null;
    case 'map':
      return keyOf(object.made);
    case 'instance':
      return `instance ${object.class.module.id}:${object.class.class}`;
    case 'class':
      return `class ${object.module.id}:${object.class}`;
    case 'closure':
      return `function ${object.module.id}:${object.function}`;
    case 'namespace':
      return `module ${object.module.id}`;
    case 'carrier':
      return `carrier ${object.rule}`;
    case 'api':
      return carrierKey(object);
    case 'builtin':
      return object.name === 'globalThis' && object.receiver === null ? 'global' : null;
    default:
      return null;
  }
}

/** Whether an object is made in a test, so that tests say what it holds. */
export function isOfTests(object: Value): boolean {
  const module = moduleOf(object);
  return module !== null && isTest(module);
}

export function isTest({ file }: LinkedModule): boolean {
  return file.surface === 'test';
}

function moduleOf(object: Value): LinkedModule | null {
  switch (object.kind) {
    case 'record':
      return object.object.module;
    case 'list':
    case 'map':
    case 'text':
    case 'hole':
    case 'fields':
      return object.made?.module ?? null;
    case 'instance':
      return (object.construction ?? object.class).module;
    case 'class':
    case 'closure':
    case 'namespace':
      return object.module;
    default:
      return null;
  }
}

/** A position of a rule that carries what the program puts there: `app.locals`. */
function carrierKey({ node }: ApiValue): string | null {
  const end = node.ends.find((one) => one.kind === 'function' && CARRIES.has(one.function.returns));
  return end ? `carrier ${end.rule.id}` : null;
}

const CARRIES: ReadonlySet<Returns> = new Set<Returns>(['carried', 'brought']);

/** What tells apart the objects of which different things are asked; null for an instance that is known by its construction: there are too many. */
export function keyAsked(object: Value, key: ObjectKey): ObjectKey | null {
  if (object.kind !== 'instance') return key;
  return object.construction === null ? `${key} ${object.exact} ${object.class.frame?.id ?? 0}` : null;
}

/** What is read of an instance may be written to it as one of a superclass, and as one of a subclass where it may be that. */
export function keysRead(
  object: Value,
  key: ObjectKey,
  evaluation: Evaluation,
  subclasses: Facts['subclasses'],
): readonly ObjectKey[] {
  if (object.kind !== 'instance') return [key];
  const isOpen = !object.exact && object.construction === null;
  const related = [...ancestorsOf(object.class, evaluation), ...(isOpen ? subclasses(object.class) : [])];
  return [...new Set([key, ...related.map(({ module, class: id }) => `instance ${module.id}:${id}`)])];
}

/** Instances that are made in different places are different ones. */
export function mayBeSame(on: InstanceValue | null, object: Value): boolean {
  if (on?.construction == null || object.kind !== 'instance' || object.construction === null) return true;
  return keyOf(on.construction) === keyOf(object.construction);
}
