/** Makes what an object of the bundle holds when it is asked for, each entry once: most of it never is. */
export function lookup<P, T>(
  plain: Readonly<Record<string, P>>,
  make: (value: P) => T,
): (key: string) => T | undefined {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = plain[key];
    // A name may be one that every object has.
    if (value === undefined || !Object.hasOwn(plain, key)) return undefined;
    const fresh = make(value);
    made.set(key, fresh);
    return fresh;
  };
}
