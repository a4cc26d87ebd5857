/** What a generated program knows at a place: the names in sight with the shapes of their values. */
import type { Choices } from './choices.ts';

export interface Parameter {
  readonly shape: Shape;
  readonly optional: boolean;
  readonly rest: boolean;
}

export interface FunctionShape {
  readonly kind: 'function';
  readonly parameters: readonly Parameter[];
  readonly result: Shape;
  /** Its result is a promise, or what a generator gives. */
  readonly manner: 'plain' | 'async' | 'generator';
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, Shape>;
}

export type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'list' }
  | { readonly kind: 'map'; readonly keys: readonly string[] }
  | ObjectShape
  | FunctionShape
  | {
      readonly kind: 'class';
      readonly parameters: readonly Parameter[];
      readonly instance: ObjectShape;
      readonly statics: ObjectShape;
    };

export const TEXT: Shape = { kind: 'text' };
export const LIST: Shape = { kind: 'list' };

export interface Thing {
  readonly shape: Shape;
  readonly assignable: boolean;
}

/** What generation may use; each is a way in which programs differ. */
export interface Features {
  /** Conditions that nothing but the run decides. */
  readonly branches: boolean;
  /** Objects and lists that are changed after they were made. */
  readonly writes: boolean;
  /** Lists through their methods, and loops over them. */
  readonly lists: boolean;
  /** Only text that may stand in a host. */
  readonly hosts: boolean;
}

export class Context {
  readonly choices: Choices;
  readonly features: Features;
  readonly things: Map<string, Thing>;
  /** Whether `await` may stand here. */
  readonly awaits: boolean;
  readonly depth: number;
  readonly #counter: { next: number };
  readonly #own = new Set<string>();

  constructor(
    choices: Choices,
    features: Features,
    inside: Partial<Pick<Context, 'things' | 'awaits' | 'depth'>> & { readonly counter?: { next: number } } = {},
  ) {
    this.choices = choices;
    this.features = features;
    this.things = inside.things ?? new Map<string, Thing>();
    this.awaits = inside.awaits ?? false;
    this.depth = inside.depth ?? 0;
    this.#counter = inside.counter ?? { next: 0 };
  }

  /** A place inside this one, with its own names. */
  inside({ awaits = this.awaits, depth = this.depth + 1 }: { awaits?: boolean; depth?: number } = {}): Context {
    return new Context(this.choices, this.features, {
      things: new Map(this.things),
      awaits,
      depth,
      counter: this.#counter,
    });
  }

  /** Another file of the same program. */
  elsewhere(awaits: boolean): Context {
    return new Context(this.choices, this.features, { awaits, counter: this.#counter });
  }

  /** Forgets what `this` holds: inside a function that has its own. */
  withoutThis(): Context {
    const inside = this.inside({ depth: this.depth });
    for (const name of this.things.keys()) if (name.startsWith('this.')) inside.things.delete(name);
    return inside;
  }

  number(): number {
    this.#counter.next += 1;
    return this.#counter.next;
  }

  /** A new name; for what is inside a function sometimes one that hides another. */
  name(prefix: string): string {
    const outer = [...this.things.keys()].filter((name) => !name.includes('.') && !this.#own.has(name));
    const hidden = this.depth > 0 && this.choices.chance(1) ? this.choices.any(outer) : undefined;
    return hidden ?? `${prefix}${this.number()}`;
  }

  declare(name: string, shape: Shape, assignable = false): string {
    this.#own.add(name);
    this.things.set(name, { shape, assignable });
    return name;
  }

  /** The names of values of a kind. */
  named<K extends Shape['kind']>(kind: K): readonly (readonly [string, Extract<Shape, { kind: K }>])[] {
    return [...this.things].flatMap(([name, { shape }]) => (isKind(shape, kind) ? [[name, shape] as const] : []));
  }
}

function isKind<K extends Shape['kind']>(shape: Shape, kind: K): shape is Extract<Shape, { kind: K }> {
  return shape.kind === kind;
}
