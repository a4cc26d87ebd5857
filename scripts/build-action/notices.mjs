/** The licences of what a bundle is made of. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Those that allow copies in a program of another licence, and ask for their text or a notice at most. */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT']);

/** The packages that files belong to, by name and version, in order; the project itself is none of them. */
export function packagesOf(files, root) {
  const folders = new Set(files.map((file) => packageFolder(file, root)).filter((folder) => folder !== null));
  const found = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (!ALLOWED.has(license)) throw new Error(`${name} ${version}: whether licence ${license} may be bundled is open`);
    return { name, version, license, folder };
  });
  const byName = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byName.keys()].toSorted().map((key) => byName.get(key));
}

/** A text with the licence of each package. */
export function noticesOf(packages) {
  const sections = packages.map(({ name, version, license, folder }) => {
    const texts = licenceFiles(folder).map((file) => readFileSync(join(folder, file), 'utf8').trim());
    // Some packages name their licence and hold no copy of it.
    return [`${name} ${version} (${license})`, ...texts].join('\n\n');
  });
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return `${['What Sallyport is bundled with.', ...sections].join(rule).replaceAll('\r\n', '\n')}\n`;
}

function licenceFiles(folder) {
  return readdirSync(folder)
    .filter((name) => /^(?:licen[cs]e|notice|copying|thirdpartynotice)/i.test(name))
    .toSorted();
}

/** The innermost folder below node_modules that describes a package by name and version. */
function packageFolder(file, root) {
  for (let folder = dirname(file); folder.length > root.length; folder = dirname(folder)) {
    if (!relative(root, folder).includes('node_modules')) return null;
    const description = join(folder, 'package.json');
    if (existsSync(description) && JSON.parse(readFileSync(description, 'utf8')).version !== undefined) return folder;
  }
  return null;
}
