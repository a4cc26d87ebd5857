import type { FileLint } from './lint.ts';

export const vendorSource: FileLint = {
  name: 'vendor-source',
  description: 'A legal name comes with the place where it stands; where none was found, the vendor is unknown.',
  check(file) {
    if (file.family !== 'services') return [];
    const { vendor, vendorSource: place } = file.rule;
    const isName = vendor !== 'unknown' && vendor !== 'self-hosted';
    if (isName && place === undefined) return [`vendorSource must say where "${vendor}" stands, or vendor be unknown`];
    return isName || place === undefined ? [] : [`vendorSource is about a name, and the vendor is ${vendor}`];
  },
};
