/** What files export for a framework that hands the results to other files: the loader of a route, the loads of pages and layouts. */
import { basename, dirname } from 'node:path/posix';
import { modulesMatching } from '../../link/files-matching.ts';
import type { LinkedModule } from '../../link/program.ts';
import type { PassThrough } from '../../rules/rule.ts';
import type { CalledRule } from '../../rules/schema.ts';
import type { Captures } from '../captures.ts';
import type { Evaluation } from '../evaluation.ts';
import { resultOf } from '../given.ts';
import { choice, closedText, mapOptions } from '../text.ts';
import { hole, type ApiValue, type Value } from '../value.ts';
import { contentsOf } from './contents.ts';
import { memberOf } from './members.ts';
import { exportNamed } from './names.ts';
import type { FunctionEnd } from './pass-through.ts';

/** The results of the functions that a rule names, in the files that it means by this call. */
export function exportedFor(
  { function: { exports: names = [], fromFiles, within = 'file', under, inside }, rule }: FunctionEnd,
  { applied }: ApiValue,
  captures: Captures,
  evaluation: Evaluation,
): Value {
  // A member that is read, and no call, does not say in which file.
  const own = applied.at(-1)?.module ?? null;
  const name = captures.get('name')?.value;
  const route = name === undefined ? null : (closedText(name) ?? '');
  const key = `exported ${rule.id} ${within} ${names.join()} ${inside ?? ''} ${route ?? ''} ${own?.id ?? ''}`;
  const found = evaluation.lookupValue(key, () => {
    const { program } = evaluation;
    const files = fromFiles === undefined ? program.modules : modulesMatching(program, fromFiles);
    const giving = files.filter((one) => exportsAny(one, names));
    const meant = route === null ? MEANT[within](own, giving, evaluation) : routesNamed(route, giving);
    const results = meant.flatMap((module) => resultsIn(module, names, evaluation));
    const values = inside === undefined ? results : results.map((one) => partOf(one, inside, evaluation));
    if (values.length === 0) return hole('unknown-call');
    return within === 'file' || route !== null ? choice(values) : together(values, within === 'anywhere', evaluation);
  });
  return under === undefined ? found : { kind: 'fields', fields: new Map([[under, found]]), open: true };
}

type Within = NonNullable<PassThrough['within']>;

type Choose = (
  own: LinkedModule | null,
  giving: readonly LinkedModule[],
  evaluation: Evaluation,
) => readonly LinkedModule[];

const MEANT: { readonly [W in Within]: Choose } = {
  file: (own, giving, evaluation) => (own === null ? [] : ownRoute(own, giving, evaluation)),
  // Those whose results a load waits for: layouts only, and never itself.
  parents: (own, giving) => (own === null ? [] : inOrder(giving.filter((one) => isParent(own.path, one.path)))),
  anywhere: (_, giving) => inOrder(giving),
};

/** The file's own; a component that is no route has that of the route whose types it imports, else of those that import it. */
function ownRoute(
  own: LinkedModule,
  giving: readonly LinkedModule[],
  { program }: Evaluation,
): readonly LinkedModule[] {
  if (giving.includes(own)) return [own];
  const imported = new Set(own.imports.map(({ specifier }) => program.resolve(own, specifier)));
  const named = giving.filter((one) => imported.has(one));
  if (named.length > 0) return named;
  return giving.filter((one) => one.imports.some(({ specifier }) => program.resolve(one, specifier) === own));
}

/** `useRouteLoaderData('routes/product')`: the file by its path without the ending. */
function routesNamed(id: string, giving: readonly LinkedModule[]): readonly LinkedModule[] {
  return giving.filter(({ path }) => {
    const plain = `/${path.replace(/\.[^./]+$/, '')}`;
    return id !== '' && [`/${id}`, `/${id}/route`, `/${id}/index`].some((end) => plain.endsWith(end));
  });
}

/** The member of that name, where an object has it: `{ expo: { … } }`, or what stands in it alone. */
function partOf(value: Value, name: string, evaluation: Evaluation): Value {
  return mapOptions(value, (one) =>
    contentsOf(one, evaluation).fields.has(name) ? memberOf(one, name, evaluation) : one,
  );
}

function exportsAny({ exports }: LinkedModule, names: readonly string[]): boolean {
  return exports.some(({ name }) => names.includes(name));
}

function resultsIn(module: LinkedModule, names: readonly string[], evaluation: Evaluation): readonly Value[] {
  const exported = names.filter((name) => module.exports.some((one) => one.name === name));
  return exported.map((name) => resultOf(exportNamed(module, name, evaluation), evaluation));
}

/** Whether what a file exports is for the function of another one. */
export function isBeside(own: string, other: string, within: NonNullable<CalledRule['within']>): boolean {
  const [folder, giving] = [dirname(own), dirname(other)];
  switch (within) {
    case 'file':
      return own === other;
    case 'folder':
      return folder === giving;
    case 'above':
      // Only a layout is for what is below it.
      return folder === giving || (isLayout(other) && isBelow(folder, giving));
  }
}

function isParent(own: string, other: string): boolean {
  const [folder, giving] = [dirname(own), dirname(other)];
  if (!isLayout(other)) return false;
  return folder === giving ? !isLayout(own) : isBelow(folder, giving);
}

function isBelow(folder: string, above: string): boolean {
  return `${folder}/`.startsWith(above === '.' ? '' : `${above}/`);
}

function isLayout(path: string): boolean {
  return basename(path).startsWith('+layout');
}

function inOrder(modules: readonly LinkedModule[]): readonly LinkedModule[] {
  return modules.toSorted((one, other) => rankOf(one.path).localeCompare(rankOf(other.path)));
}

/** `+layout.server` before `+layout`, `+page.server` before `+page`, outer folders before inner ones. */
export function rankOf(path: string): string {
  const depth = String(path.split('/').length).padStart(4, '0');
  return `${depth} ${isLayout(path) ? 0 : 1} ${path.includes('.server.') ? 0 : 1}`;
}

/** Several results as one object: of two fields with one name the later counts, or where they are of different pages either. */
export function together(values: readonly Value[], isEither: boolean, evaluation: Evaluation): Value {
  const [only, ...others] = values;
  if (only && others.length === 0) return only;
  const contents = values.map((value) => contentsOf(value, evaluation));
  const fields = new Map<string, Value>();
  for (const [name, value] of contents.flatMap((one) => [...one.fields])) {
    const known = isEither ? fields.get(name) : undefined;
    fields.set(name, known === undefined ? value : choice([known, value]));
  }
  return { kind: 'fields', fields, open: contents.some(({ isOpen, others: more }) => isOpen || more.length > 0) };
}
