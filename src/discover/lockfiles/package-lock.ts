/** npm: `package-lock.json` and `npm-shrinkwrap.json`, versions 1 to 3. */
import { parseJson, recordOf, textOf } from '../json.ts';
import { relativeFolder, type Lockfile } from './lockfile.ts';

/** Reads a lock file of npm that stands in `folder`. */
export function readPackageLock(text: string, folder: string): Lockfile {
  const json = parseJson(text);
  if (json.kind === 'broken') return json;
  const lock = recordOf(json.value);
  const packages = recordOf(lock['packages']);
  const dependencies = recordOf(lock['dependencies']);
  return {
    kind: 'locked',
    versionOf: (component, name) => {
      const from = relativeFolder(folder, component.folder);
      if (from === null) return null;
      for (const place of placesAbove(from)) {
        const entry = recordOf(packages[`${place}node_modules/${name}`]);
        // A workspace package is a link to its folder, which has an entry of its own.
        const target = entry['link'] === true ? recordOf(packages[textOf(entry['resolved']) ?? '']) : entry;
        const version = textOf(target['version']);
        if (version !== null) return version;
      }
      return textOf(recordOf(dependencies[name])['version']);
    },
  };
}

/** The folders whose `node_modules` Node searches, nearest first: `apps/web/`, `apps/`, ``. */
function placesAbove(folder: string): readonly string[] {
  if (folder === '.') return [''];
  const segments = folder.split('/');
  return [...segments.map((_, index) => `${segments.slice(0, segments.length - index).join('/')}/`), ''];
}
