/**
 * The types of the language, as far as they decide what an expression may be. The compiler's own library is a hundred times as long and
 * would be parsed in every run. `Exclude` and `Extract` leave everything in where the other side is not known.
 */
export const LIBRARY = `
interface Object { toString(): string; valueOf(): Object }
interface Function { readonly name: string; apply(self: any, values?: any): any; call(self: any, ...values: any[]): any; bind(self: any, ...values: any[]): any }
interface CallableFunction extends Function {
  apply<T, R>(this: (this: T) => R, self: T): R;
  apply<T, A extends any[], R>(this: (this: T, ...values: A) => R, self: T, values: A): R;
  call<T, A extends any[], R>(this: (this: T, ...values: A) => R, self: T, ...values: A): R;
  bind<T, A extends any[], B extends any[], R>(this: (this: T, ...values: [...A, ...B]) => R, self: T, ...values: A): (...values: B) => R;
}
interface NewableFunction extends Function {}
interface IArguments { [index: number]: any; length: number }
interface RegExp { test(text: string): boolean }
interface Boolean {}
interface Number { toString(radix?: number): string }
interface Symbol {}
interface SymbolConstructor { readonly iterator: unique symbol; readonly asyncIterator: unique symbol }
declare var Symbol: SymbolConstructor;
interface String {
  readonly length: number;
  readonly [index: number]: string;
  toLowerCase(): string; toUpperCase(): string; trim(): string; toString(): string; concat(...texts: any[]): string;
  slice(from?: number, to?: number): string; replace(pattern: any, by: any): string; split(by: any): string[];
  startsWith(text: string): boolean; endsWith(text: string): boolean; includes(text: string): boolean;
}
interface IteratorResult<T> { readonly done?: boolean; readonly value: T }
interface Iterator<T, R = any, N = any> { next(...args: any[]): IteratorResult<T> }
interface Iterable<T, R = any, N = any> { [Symbol.iterator](): Iterator<T> }
interface IteratorObject<T, R = any, N = any> extends Iterator<T> { [Symbol.iterator](): IteratorObject<T> }
interface IterableIterator<T, R = any, N = any> extends Iterator<T> { [Symbol.iterator](): IterableIterator<T> }
interface ArrayIterator<T> extends IteratorObject<T> { [Symbol.iterator](): ArrayIterator<T> }
interface AsyncIterator<T, R = any, N = any> { next(...args: any[]): Promise<IteratorResult<T>> }
interface AsyncIterable<T, R = any, N = any> { [Symbol.asyncIterator](): AsyncIterator<T> }
interface AsyncIterableIterator<T, R = any, N = any> extends AsyncIterator<T> { [Symbol.asyncIterator](): AsyncIterableIterator<T> }
interface Generator<T = unknown, R = any, N = any> extends IteratorObject<T> { [Symbol.iterator](): Generator<T, R, N> }
interface AsyncGenerator<T = unknown, R = any, N = any> extends AsyncIterator<T> { [Symbol.asyncIterator](): AsyncGenerator<T, R, N> }
interface ReadonlyArray<T> {
  readonly length: number;
  readonly [index: number]: T;
  [Symbol.iterator](): ArrayIterator<T>;
  at(index: number): T | undefined; slice(from?: number, to?: number): T[]; concat(...items: any[]): T[];
  find<S extends T>(test: (item: T, index: number) => item is S): S | undefined;
  find(test: (item: T, index: number) => unknown): T | undefined;
  filter<S extends T>(test: (item: T, index: number) => item is S): S[];
  filter(test: (item: T, index: number) => unknown): T[];
  map<U>(make: (item: T, index: number) => U): U[];
  flatMap<U>(make: (item: T, index: number) => U | readonly U[]): U[];
  forEach(each: (item: T, index: number) => void): void;
  some(test: (item: T, index: number) => unknown): boolean; every(test: (item: T, index: number) => unknown): boolean;
  reduce<U>(join: (sum: U, item: T, index: number) => U, start: U): U;
  includes(item: T): boolean; indexOf(item: T): number; join(by?: string): string;
  values(): ArrayIterator<T>; entries(): ArrayIterator<[number, T]>; keys(): ArrayIterator<number>;
}
interface Array<T> extends ReadonlyArray<T> {
  length: number;
  [index: number]: T;
  push(...items: T[]): number; pop(): T | undefined; shift(): T | undefined; sort(compare?: (a: T, b: T) => number): this; reverse(): T[];
}
interface ArrayConstructor { isArray(value: any): value is any[]; from<T>(items: Iterable<T>): T[]; of<T>(...items: T[]): T[] }
declare var Array: ArrayConstructor;
interface TemplateStringsArray extends ReadonlyArray<string> { readonly raw: readonly string[] }
interface ReadonlyMap<K, V> { get(key: K): V | undefined; has(key: K): boolean; keys(): IterableIterator<K>; values(): IterableIterator<V>; entries(): IterableIterator<[K, V]>; forEach(each: (value: V, key: K) => void): void; [Symbol.iterator](): IterableIterator<[K, V]> }
interface Map<K, V> extends ReadonlyMap<K, V> { set(key: K, value: V): this; delete(key: K): boolean }
interface MapConstructor { new <K = any, V = any>(entries?: Iterable<readonly [K, V]> | null): Map<K, V> }
declare var Map: MapConstructor;
interface WeakMap<K, V> { get(key: K): V | undefined; has(key: K): boolean; set(key: K, value: V): this }
interface WeakMapConstructor { new <K = any, V = any>(): WeakMap<K, V> }
declare var WeakMap: WeakMapConstructor;
interface ReadonlySet<T> { has(item: T): boolean; values(): IterableIterator<T>; forEach(each: (item: T) => void): void; [Symbol.iterator](): IterableIterator<T> }
interface Set<T> extends ReadonlySet<T> { add(item: T): this; delete(item: T): boolean }
interface SetConstructor { new <T = any>(items?: Iterable<T> | null): Set<T> }
declare var Set: SetConstructor;
interface PromiseLike<T> { then<A = T, B = never>(done?: ((value: T) => A | PromiseLike<A>) | null, failed?: ((reason: any) => B | PromiseLike<B>) | null): PromiseLike<A | B> }
interface Promise<T> {
  then<A = T, B = never>(done?: ((value: T) => A | PromiseLike<A>) | null, failed?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>;
  catch<B = never>(failed?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>;
  finally(then?: (() => void) | null): Promise<T>;
}
interface PromiseConstructor {
  new <T>(start: (done: (value: T) => void, failed: (reason?: any) => void) => void): Promise<T>;
  resolve<T>(value: T): Promise<Awaited<T>>;
  all<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>;
}
declare var Promise: PromiseConstructor;
interface ObjectConstructor {
  keys(of: object): string[];
  values<T>(of: { [key: string]: T }): T[];
  entries<T>(of: { [key: string]: T }): [string, T][];
  freeze<const T>(one: T): Readonly<T>;
  assign<T, U>(one: T, other: U): T & U;
}
declare var Object: ObjectConstructor;
interface StringConstructor { (value?: any): string }
declare var String: StringConstructor;
interface NumberConstructor { (value?: any): number }
declare var Number: NumberConstructor;
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = 0 extends 1 & U ? T : T extends U ? never : T;
type Extract<T, U> = 0 extends 1 & U ? T : T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ConstructorParameters<T extends abstract new (...args: any) => any> = T extends abstract new (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R ? R : any;
type Awaited<T> = T extends null | undefined ? T : T extends PromiseLike<infer V> ? Awaited<V> : T;
type NoInfer<T> = intrinsic;
type Uppercase<S extends string> = intrinsic;
type Lowercase<S extends string> = intrinsic;
type Capitalize<S extends string> = intrinsic;
type Uncapitalize<S extends string> = intrinsic;
interface ThisType<T> {}
`;
