/** Expressions of a shape. */
import type { Context, FunctionShape, ObjectShape, Parameter, Shape } from './context.ts';
import { anonymousFunction } from './functions.ts';

const DEEPEST = 3;

/** An expression that has a value of this shape. */
export function expressionOf(shape: Shape, cx: Context): string {
  switch (shape.kind) {
    case 'text':
      return text(cx);
    case 'list':
      return list(cx);
    case 'object':
      return object(shape, cx);
    case 'function':
      return anonymousFunction(shape, cx);
    case 'map':
      return `new Map([${shape.keys.map((key) => `['${key}', ${text(deeper(cx))}]`).join(', ')}])`;
    case 'class':
      return 'class {}';
  }
}

/** A text. */
export function text(cx: Context): string {
  if (cx.depth >= DEEPEST || cx.choices.chance(2)) return reached(cx) ?? word(cx);
  return cx.choices.pick(cx.features.lists ? [...TEXTS, ...SPLITS] : TEXTS)(deeper(cx));
}

/** A list of texts. */
export function list(cx: Context): string {
  const known = cx.choices.chance(4) ? cx.choices.any(cx.named('list')) : undefined;
  if (known && cx.depth >= DEEPEST) return known[0];
  const start = known?.[0] ?? items(deeper(cx));
  return cx.depth >= DEEPEST || !cx.features.lists || cx.choices.chance(3)
    ? start
    : cx.choices.pick(LISTS)(start, deeper(cx));
}

/** What the run alone decides; a condition that is plain to see otherwise. */
export function condition(cx: Context): string {
  return cx.features.branches ? `process.argv.includes('${cx.choices.pick(['a', 'b', 'c'])}')` : 'true';
}

/** The arguments of a call, written in one of several ways. */
export function argumentsFor(parameters: readonly Parameter[], cx: Context): readonly string[] {
  return parameters.flatMap(({ shape, optional, rest }) => {
    if (rest)
      return cx.choices.pick<() => readonly string[]>([
        () => [text(cx)],
        () => [`...${list(cx)}`],
        () => [text(cx), text(cx)],
        () => [],
      ])();
    return optional && cx.choices.chance(4) ? [] : [expressionOf(shape, cx)];
  });
}

export function word(cx: Context): string {
  if (!cx.choices.chance(5)) return `'${cx.choices.pick(['a', 'b', 'eu', 'api'])}'`;
  return `'w${cx.number()}'`;
}

/** Inside a function that is not async. */
export function synchronous(cx: Context): Context {
  return cx.inside({ awaits: false });
}

export function deeper(cx: Context): Context {
  return cx.inside();
}

const TEXTS: readonly [(cx: Context) => string, ...((cx: Context) => string)[]] = [
  word,
  (cx) => `(${text(cx)} + ${text(cx)})`,
  (cx) => `\`${'$'}{${text(cx)}}${cx.choices.pick(['', '-', '.', 'z'])}${'$'}{${text(cx)}}\``,
  (cx) => `(${condition(cx)} ? ${text(cx)} : ${cx.features.branches ? text(cx) : "'never'"})`,
  (cx) => `(${text(cx)} ${cx.choices.pick(['||', '??'])} ${text(cx)})`,
  (cx) => `(${cx.choices.pick(['undefined', 'null'])} ${cx.choices.pick(['??', '||'])} ${text(cx)})`,
  (cx) => `${text(cx)}.${method(cx)}`,
  (cx) => `${list(cx)}.join(${cx.choices.pick(["'-'", "'.'", "''"])})`,
  (cx) => `(${list(cx)}${cx.choices.pick(['[0]', '[1]', '.at(-1)', '.at(0)'])} ?? ${word(cx)})`,
  (cx) =>
    `(${list(cx)}.find((one) => one${cx.choices.pick([" !== 'a'", ".startsWith('a')", '.length > 1'])}) ?? ${word(cx)})`,
  (cx) => `${list(cx)}.reduce((all, one) => all + one, ${word(cx)})`,
  (cx) => `({ a: ${text(cx)}, b: ${text(cx)} }).${cx.choices.pick(['a', 'b'])}`,
  (cx) => `({ a: ${text(cx)}, ...{ ${cx.choices.pick(['a', 'c'])}: ${text(cx)} } })['a']`,
  (cx) => `((x, y = ${text(synchronous(cx))}) => x + y)(${text(cx)}${cx.choices.chance(4) ? `, ${text(cx)}` : ''})`,
  (cx) => `(({ x, ...r }) => x + r.y)({ x: ${text(cx)}, y: ${text(cx)} })`,
  (cx) => `((...all) => all.join('-'))(${text(cx)}, ...${list(cx)})`,
  (cx) => `String(${text(cx)})`,
  (cx) => `Object.keys({ ${cx.choices.pick(['k', 'eu'])}: 1, ['x' + ${text(cx)}]: 2 }).join('-')`,
  (cx) => `Object.entries({ k: ${text(cx)}, l: ${text(cx)} }).map(([k, v]) => k + v).join('.')`,
  (cx) => `Object.assign({}, { a: ${text(cx)} }, { ${cx.choices.pick(['b', 'a'])}: ${text(cx)} }).a`,
  (cx) => `Object.fromEntries([['a', ${text(cx)}], ['b', ${text(cx)}]]).${cx.choices.pick(['a', 'b'])}`,
  (cx) => `(${text(cx)}, ${text(cx)})`,
  (cx) =>
    `((value) => { ${cx.choices.pick(['let', 'var'])} y = value; y += ${text(synchronous(cx))}; return y; })(${text(cx)})`,
  (cx) => `({ a: { b: ${text(cx)} } }).a?.b`,
  (cx) => `new Map([['a', ${text(cx)}], ['b', ${text(cx)}]]).get('${cx.choices.pick(['a', 'b'])}')`,
  (cx) => `(((x) => x + ${text(synchronous(cx))})?.(${text(cx)}) ?? ${word(cx)})`,
  (cx) => `({ f: () => ${text(synchronous(cx))} }).f?.()`,
  (cx) => `[...new Set([${text(cx)}, ${text(cx)}])].join('-')`,
];

function method(cx: Context): string {
  return cx.choices.pick<() => string>([
    () => 'toUpperCase()',
    () => 'toLowerCase()',
    () => 'trim()',
    () => `slice(${cx.choices.below(3)})`,
    () => `slice(0, ${cx.choices.pick(['1', '-1', '3'])})`,
    () => `concat(${text(cx)})`,
    () => `padStart(4, ${word(cx)})`,
    () => `repeat(${cx.choices.below(3)})`,
    () => `at(0)`,
    () => `charAt(${cx.choices.below(3)})`,
    () => `substring(1)`,
    () => 'toString()',
  ])();
}

function items(cx: Context): string {
  const written = Array.from({ length: cx.choices.below(4) }, () =>
    cx.choices.chance(1) && cx.depth < DEEPEST ? `...${list(deeper(cx))}` : text(cx),
  );
  return `[${written.join(', ')}]`;
}

/** On text that is not known they say little. */
const SPLITS: readonly ((cx: Context) => string)[] = [
  (cx) => `${text(cx)}.split('${cx.choices.pick(['a', '-', ''])}').join('${cx.choices.pick(['-', 'o'])}')`,
];

const LISTS: readonly [(start: string, cx: Context) => string, ...((start: string, cx: Context) => string)[]] = [
  (start) => start,
  (start, cx) => `${start}.map((one) => one + ${text(synchronous(cx))})`,
  (start, cx) => `${start}.map((one, index) => ${cx.choices.pick(['one + index', '`${index}${one}`'])})`,
  (start) => `${start}.filter((one) => one !== 'a')`,
  (start) => `${start}.filter(Boolean)`,
  (start, cx) => `${start}.slice(${cx.choices.below(3)})`,
  (start, cx) => `${start}.concat(${cx.choices.pick<() => string>([() => list(cx), () => text(cx)])()})`,
  (start, cx) => `[${text(cx)}, ...${start}]`,
  (start) => `${start}.toReversed()`,
  (start) => `[...${start}].sort()`,
  (start, cx) => `${start}.flatMap((one) => [one, ${text(synchronous(cx))}])`,
  (start, cx) => `Object.values({ a: ${text(cx)}, b: ${text(cx)} }).concat(${start})`,
  (start, cx) => `Array.from(${start}, (one) => one + ${text(synchronous(cx))})`,
  (start, cx) => `[${start}, ${list(cx)}].flat()`,
  (start, cx) => `${text(cx)}.split('${cx.choices.pick(['-', 'a'])}').concat(${start})`,
];

function object({ fields }: ObjectShape, cx: Context): string {
  const same = cx.choices.chance(2) ? cx.named('object').find(([, shape]) => shape.fields === fields) : undefined;
  const members = [...fields].map(([name, shape]) => {
    if (shape.kind === 'text' && cx.choices.chance(1))
      return `get ${name}() { return ${text(synchronous(cx).withoutThis())}; }`;
    if (cx.choices.chance(1)) return `['${name}']: ${expressionOf(shape, deeper(cx))}`;
    return `${name}: ${expressionOf(shape, deeper(cx))}`;
  });
  if (same && cx.choices.chance(4)) return `{ ...${same[0]}, ${members[0] ?? ''} }`;
  return same ? same[0] : `{ ${members.join(', ')} }`;
}

/** A text that something in sight holds, through members and calls. */
function reached(cx: Context): string | null {
  const things = [...cx.things];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const thing = cx.choices.any(things);
    const found = thing && through(thing[0], thing[1].shape, cx, 0);
    if (found) return found;
  }
  return null;
}

function through(path: string, shape: Shape, cx: Context, steps: number): string | null {
  if (steps > 4) return null;
  switch (shape.kind) {
    case 'text':
      return path;
    case 'list':
      return `(${path}[${cx.choices.below(2)}] ?? 'none')`;
    case 'map':
      return `${path}.get('${cx.choices.any(shape.keys) ?? ''}')`;
    case 'object': {
      const field = cx.choices.any([...shape.fields]);
      if (!field) return null;
      const access = cx.choices.pick([`.${field[0]}`, `['${field[0]}']`, `?.${field[0]}`]);
      return through(`${path}${access}`, field[1], cx, steps + 1);
    }
    case 'function':
      return cx.depth > DEEPEST ? null : called(path, shape, cx, steps);
    case 'class': {
      if (cx.depth > DEEPEST) return null;
      if (shape.statics.fields.size > 0 && cx.choices.chance(2)) return through(path, shape.statics, cx, steps + 1);
      return through(
        `new ${path.replaceAll('?.', '.')}(${argumentsFor(shape.parameters, deeper(cx)).join(', ')})`,
        shape.instance,
        cx,
        steps + 1,
      );
    }
  }
}

function called(path: string, shape: FunctionShape, cx: Context, steps: number): string | null {
  if (shape.manner === 'async' && !cx.awaits) return null;
  const args = argumentsFor(shape.parameters, deeper(cx));
  const isMethod = path.includes('.') || path.includes('[');
  const call = isMethod ? `${path}(${args.join(', ')})` : callIn(cx.choices.below(6), path, args);
  if (shape.manner === 'async') return through(`(await ${call})`, shape.result, cx, steps + 1);
  if (shape.manner === 'generator') {
    const taken = cx.choices.pick([`[...${call}][0]`, `${call}.next().value`, `[...${call}].at(-1)`]);
    return through(`(${taken})`, shape.result, cx, steps + 1);
  }
  return through(call, shape.result, cx, steps + 1);
}

function callIn(way: number, path: string, args: readonly string[]): string {
  const [first, ...others] = args;
  switch (way) {
    case 1:
      return `${path}.call(null${args.map((arg) => `, ${arg}`).join('')})`;
    case 2:
      return `${path}.apply(null, [${args.join(', ')}])`;
    case 3:
      return first === undefined || first.startsWith('...')
        ? `${path}.bind(null)(${args.join(', ')})`
        : `${path}.bind(null, ${first})(${others.join(', ')})`;
    case 4:
      return `${path}(...[${args.join(', ')}])`;
    default:
      return `${path}(${args.join(', ')})`;
  }
}
