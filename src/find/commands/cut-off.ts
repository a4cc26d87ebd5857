/** `${URL%/}` and `${URL#https://}`: a variable without what a pattern names at one of its ends. POSIX.1-2024, XCU 2.6.2. */
import type { Codec } from '../../values/codec.ts';

/** What is left of a value, where what is cut off is written out, or the value is a variable as a whole; else null, for any other pattern cuts nobody knows what. */
export function cutOff(value: string, operation: string, codec: Codec): string | null {
  const [, operator, pattern = ''] = /^([#%])\1?(.*)$/s.exec(operation) ?? [];
  if (/[*?[\]$`\\"']/.test(pattern)) {
    const [only, ...others] = codec.read(value, null).parts;
    return others.length === 0 && only?.kind === 'hole' && only.hole.kind === 'env' ? value : null;
  }
  if (operator === '#') return value.startsWith(pattern) ? value.slice(pattern.length) : value;
  return pattern !== '' && value.endsWith(pattern) ? value.slice(0, -pattern.length) : value;
}
