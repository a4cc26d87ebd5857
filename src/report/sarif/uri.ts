/** Paths as URIs. */

/** Characters that a path may hold as they are, and that `encodeURIComponent` would encode. */
const PLAIN = /%(?:21|24|26|27|28|29|2A|2B|2C|3B|3D|40)/g;

/** Turns a path relative to the root of the repository into a relative URI. */
export function uriOf(path: string): string {
  // A lone surrogate is no character, and no URI can hold one.
  const text = path.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\\', '/');
  return text
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(PLAIN, decodeURIComponent))
    .join('/');
}
