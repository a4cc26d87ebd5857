import { sinksOf, type Fault, type FileLint } from './lint.ts';

export const sortedLists: FileLint = {
  name: 'sorted-lists',
  description: 'Lists whose order means nothing are sorted and without duplicates, so that changes stay small.',
  check(file) {
    const hosts = file.family === 'services' ? file.rule.hosts : [];
    return [
      ...unsorted('hosts', hosts),
      ...unsorted('packages', file.rule.packages ?? []),
      ...sinksOf(file).flatMap(({ env, credentials }) => [
        ...unsorted('env', env ?? []),
        ...unsorted('credentials', credentials ?? []),
      ]),
    ];
  },
};

function unsorted(key: string, values: readonly string[]): readonly Fault[] {
  const expected = sorted(values);
  return expected.join() === values.join() ? [] : [`${key} must be sorted, without duplicates: ${expected.join(', ')}`];
}

/** By code unit, without duplicates. */
export function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted();
}
