/** Programs: files that import from one another, each in the words that are analysed and in those that are run. */
import { Choices } from './choices.ts';
import { Context, type Features, type Shape, type Thing } from './context.ts';
import { deeper, list, text } from './expressions.ts';
import { statements } from './statements.ts';

export interface GeneratedProgram {
  /** As they are analysed; the entry is `main.ts`, and its default export is the list of results. */
  readonly files: Readonly<Record<string, string>>;
  /** The same as the body of one async function that returns the results. */
  readonly runnable: string;
  readonly features: Features;
}

/** A line; where modules are concerned it is run in other words. */
type Line = string | { readonly source: string; readonly run: string };

interface File {
  readonly name: string;
  readonly commonJs: boolean;
  readonly lines: readonly Line[];
  readonly exports: ReadonlyMap<string, Thing>;
}

/** The program that a list of random numbers stands for. */
export function programOf(numbers: readonly number[], force: Partial<Features> = {}): GeneratedProgram {
  const choices = new Choices(numbers);
  const features = { branches: choices.chance(4), writes: choices.chance(4), lists: true, hosts: false, ...force };
  const root = new Context(choices, features);
  const files: File[] = [];
  for (let left = choices.below(3); left > 0; left -= 1) files.push(libraryFile(`lib${left}`, files, root));
  files.push(mainFile(files, root));
  const texts = files.map((file) => [fileName(file), file.lines.map(sourceOf).join('\n')] as const);
  const bodies = files.map((file) => moduleBody(file));
  return {
    files: Object.fromEntries(texts),
    runnable: `'use strict';\nconst $modules = {};\n${bodies.join('\n')}\nreturn $modules.main.default;`,
    features,
  };
}

/** Its files, as they are printed when something is wrong with it. */
export function shown({ files }: Pick<GeneratedProgram, 'files'>): string {
  return Object.entries(files)
    .map(([path, body]) => `// ${path}\n${body}`)
    .join('\n');
}

function fileName({ name, commonJs }: File): string {
  return `${name}.${commonJs ? 'cjs' : 'ts'}`;
}

function sourceOf(line: Line): string {
  return typeof line === 'string' ? line : line.source;
}

function moduleBody({ name, lines }: File): string {
  const body = lines.map((line) => (typeof line === 'string' ? line : line.run)).join('\n');
  return `$modules.${name} = await (async () => {\nconst $exports = {};\n${body}\nreturn $exports;\n})();`;
}

function libraryFile(name: string, others: readonly File[], root: Context): File {
  const commonJs = root.choices.chance(2);
  const cx = root.elsewhere(!commonJs);
  const head = others.length > 0 ? imports(others, cx, commonJs) : [];
  const body = statements(cx, 1 + cx.choices.below(5));
  const own = [...cx.things].filter(([local]) => body.some((line) => declares(line, local)));
  const exported = own.length > 0 ? own : [];
  const written = commonJs ? commonJsExports(exported, cx) : esExports(exported, others, cx);
  return { name, commonJs, lines: [...head, ...body, ...written.lines], exports: written.exports };
}

function declares(line: string, local: string): boolean {
  return new RegExp(String.raw`\b(?:const|let|var|function\*?|class)\b.*\b${local}\b`).test(line);
}

function mainFile(others: readonly File[], root: Context): File {
  const cx = root.elsewhere(true);
  const head = imports(others, cx, false);
  const body = statements(cx, 1 + cx.choices.below(7));
  const results = Array.from({ length: 4 }, () => (cx.choices.chance(1) ? list(deeper(cx)) : text(cx)));
  const value = `[${results.join(', ')}]`;
  const last = { source: `export default ${value};`, run: `$exports.default = ${value};` };
  return { name: 'main', commonJs: false, lines: [...head, ...body, last], exports: new Map() };
}

interface Exported {
  readonly lines: readonly Line[];
  readonly exports: ReadonlyMap<string, Thing>;
}

function esExports(own: readonly (readonly [string, Thing])[], others: readonly File[], cx: Context): Exported {
  const exports = new Map<string, Thing>();
  const lines: Line[] = own.map(([local, thing]): Line => {
    const isDefault = !exports.has('default') && cx.choices.chance(1);
    const name = isDefault ? 'default' : cx.choices.chance(2) ? `${local}_as` : local;
    exports.set(name, { ...thing, assignable: false });
    const source = isDefault ? `export default ${local};` : `export { ${local} as ${name} };`;
    return { source, run: exposed(name, local) };
  });
  const other = cx.choices.any(others);
  if (other && cx.choices.chance(3)) lines.push(...passedOn(other, exports, cx));
  return { lines, exports };
}

/** A barrel: `export * from`, `export { a as b } from`, `export * as ns from`. */
function passedOn(other: File, exports: Map<string, Thing>, cx: Context): readonly Line[] {
  const from = `'./${fileName(other)}'`;
  const named = [...other.exports].filter(([name]) => name !== 'default' && !exports.has(name));
  if (cx.choices.chance(3)) {
    const name = `ns${cx.number()}`;
    const fields = new Map<string, Shape>(named.map(([key, { shape }]) => [key, shape]));
    exports.set(name, { shape: { kind: 'object', fields }, assignable: false });
    return [{ source: `export * as ${name} from ${from};`, run: `$exports.${name} = $modules.${other.name};` }];
  }
  for (const [name, thing] of named) exports.set(name, thing);
  const run = named.map(([name]) => exposed(name, `$modules.${other.name}.${name}`)).join(' ');
  if (cx.choices.chance(4) && !other.commonJs) return [{ source: `export * from ${from};`, run }];
  return named.length === 0
    ? []
    : [{ source: `export { ${named.map(([name]) => name).join(', ')} } from ${from};`, run }];
}

function exposed(name: string, value: string): string {
  return `Object.defineProperty($exports, '${name}', { enumerable: true, get: () => ${value} });`;
}

function commonJsExports(own: readonly (readonly [string, Thing])[], cx: Context): Exported {
  const exports = new Map(own.map(([local, thing]) => [local, { ...thing, assignable: false }]));
  const whole = `{ ${own.map(([local]) => local).join(', ')} }`;
  const single = own.map(([local]): Line => ({
    source: `exports.${local} = ${local};`,
    run: `$exports.${local} = ${local};`,
  }));
  const together = { source: `module.exports = ${whole};`, run: `Object.assign($exports, ${whole});` };
  return { lines: cx.choices.chance(4) ? [together] : single, exports };
}

function imports(others: readonly File[], cx: Context, commonJs: boolean): readonly Line[] {
  return others.flatMap((other) =>
    [...other.exports].flatMap(([name, thing]) => importOf(name, thing, other, cx, commonJs)),
  );
}

function importOf(name: string, thing: Thing, other: File, cx: Context, commonJs: boolean): readonly Line[] {
  if (!cx.choices.chance(6) && cx.choices.chance(4)) return [];
  const from = `'./${fileName(other)}'`;
  const local = `i${cx.number()}`;
  const run = `const ${local} = $modules.${other.name}.${name};`;
  const declare = (): string => cx.declare(local, thing.shape);
  declare();
  if (commonJs) {
    const source = cx.choices.pick([
      `const { ${name}: ${local} } = require(${from});`,
      `const ${local} = require(${from}).${name};`,
    ]);
    return [{ source, run }];
  }
  if (name === 'default') return [{ source: `import ${local} from ${from};`, run }];
  const forms = [
    `import { ${name} as ${local} } from ${from};`,
    `import { ${name} as ${local} } from ${from};`,
    `import * as ns_${local} from ${from}; const ${local} = ns_${local}.${name};`,
    `const { ${name}: ${local} } = await import(${from});`,
  ];
  return [{ source: forms[cx.choices.below(forms.length)] ?? '', run }];
}
