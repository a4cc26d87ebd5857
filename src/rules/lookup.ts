/** What an object of the bundle holds, made when it is asked for: most of it never is. */

/** A map that is only asked. */
export interface Lookup<T> {
  readonly get: (key: string) => T | undefined;
  readonly keys: () => Iterable<string>;
}

/** Makes each entry of an object when it is asked for, once. */
export function lookup<P, T>(plain: Readonly<Record<string, P>>, make: (value: P) => T): Lookup<T> {
  const made = new Map<string, T>();
  return {
    keys: () => Object.keys(plain),
    get(key) {
      const known = made.get(key);
      if (known !== undefined) return known;
      const value = plain[key];
      // A name may be one that every object has.
      if (value === undefined || !Object.hasOwn(plain, key)) return undefined;
      const fresh = make(value);
      made.set(key, fresh);
      return fresh;
    },
  };
}
