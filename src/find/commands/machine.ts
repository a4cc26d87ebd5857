/** The distribution of the machine on which a command of configuration runs, as the file around it says: a runner of a workflow, the base of an image. */
import type { LinkedModule } from '../../link/program.ts';
import type { Machine } from '../../rules/command.ts';
import { offsetOf, placesOn, type Trail } from '../../values/trail.ts';
import { memberAt } from '../key-path.ts';

/** The machine of the file that writes a command down; null where it is not told, or another. */
export function machineOf(trail: Trail | null): Machine | null {
  for (const place of placesOn(trail)) {
    const { module } = place;
    if (module.file.kind === 'dockerfile') return ofImage(baseAt(offsetOf(place), module.source.text));
    if (WORKFLOW.test(module.path)) return ofRunner(offsetOf(place), module);
  }
  return null;
}

const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;

/** `ubuntu:24.04`, `nvidia/cuda:12.4.1-base-ubuntu22.04`, and releases by their names: `mcr.microsoft.com/playwright:v1.50.0-noble`. */
const UBUNTU = /(?:^|[^a-z])ubuntu|[:-](?:trusty|xenial|bionic|focal|jammy|noble)(?:[-@]|$)/i;

function ofImage(image: string): Machine | null {
  return UBUNTU.test(image) ? 'ubuntu' : null;
}

/** The image of the stage in which a line of a Dockerfile stands, through the stages that it begins with. */
function baseAt(offset: number, text: string): string {
  const stages = [...text.slice(0, offset).matchAll(/^[^\S\n]*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/gim)];
  const bases = new Map<string, string>();
  let last = '';
  for (const [, image = '', name] of stages) {
    last = bases.get(image.toLowerCase()) ?? image;
    if (name !== undefined) bases.set(name.toLowerCase(), last);
  }
  return last;
}

/**
 * GitHub's own runners for Linux have Ubuntu (github.com/actions/runner-images); a job that runs in a container has what its image has. A
 * runner that a matrix picks is looked for in the matrix.
 */
function ofRunner(offset: number, module: LinkedModule): Machine | null {
  const jobs = module.exports.map(({ value }) => memberAt(module, value, 'jobs')).find((id) => id !== null) ?? null;
  const all = jobs === null ? undefined : module.expressions[jobs];
  const around = (id: number): boolean => (module.starts[id] ?? Infinity) <= offset && offset < (module.ends[id] ?? 0);
  const job = all?.kind === 'object' ? all.properties.map(({ value }) => value).find(around) : undefined;
  if (job === undefined) return null;
  const written = (key: string): string => {
    const id = memberAt(module, job, key);
    return id === null ? '' : module.source.text.slice(module.starts[id], module.ends[id]);
  };
  const container = written('container');
  if (container !== '') return ofImage(container.replaceAll(/["']/g, ''));
  const runner = written('runs-on');
  return ofImage(/\bmatrix\b/.test(runner) ? written('strategy') : runner);
}
