/** Objects that something else than their own members describes: schemas, what they make of others, proxies. */
import type { Capture } from '../rules/pattern.ts';
import type { ApiNode } from '../rules/trie.ts';
import type { ClosureValue, Ref, Value } from './value.ts';

/** What a library is told about a value: how members are named, what stands in for one that is missing. */
export interface SchemaValue {
  readonly kind: 'schema';
  /** What was captured where it was made. */
  readonly says: ReadonlyMap<Capture, Value>;
  /** What the keys stand for of a plain object that describes a schema. */
  readonly keys: Readonly<Record<string, Capture>>;
  /** Where its methods begin in the trie. */
  readonly methods: ApiNode | null;
}

/** An object as a schema makes it of another, member by member. */
export interface ParsedValue {
  readonly kind: 'parsed';
  readonly schema: SchemaValue;
  readonly input: Value;
  /** What is asked for members that the input lacks. */
  readonly otherwise: Value | null;
  /** Where it was parsed. */
  readonly ref: Ref;
}

/** An object whose members a function gives. */
export interface ProxyValue {
  readonly kind: 'proxy';
  readonly target: Value;
  readonly get: ClosureValue;
  /** Where it was made. */
  readonly ref: Ref;
}
