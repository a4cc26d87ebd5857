/** Statements: declarations, assignments, and the ways to control the flow. */
import { LIST, TEXT, type Context, type ObjectShape } from './context.ts';
import { builderDeclaration } from './builders.ts';
import { classDeclaration } from './classes.ts';
import { condition, deeper, expressionOf, list, synchronous, text, word } from './expressions.ts';
import { functionDeclaration, functionShape, methodText } from './functions.ts';
import { GUARDED } from './guards.ts';
import { idiom, sender } from './idioms.ts';

type Statement = (cx: Context) => readonly string[];

/** Some statements; what they declare is in sight afterwards. */
export function statements(cx: Context, count: number): readonly string[] {
  return Array.from({ length: count }, () => statement(cx)).flat();
}

function statement(cx: Context): readonly string[] {
  const pool: readonly [Statement, ...Statement[]] = cx.depth > 1 ? PLAIN : [...PLAIN, ...LARGE];
  const connecting = cx.features.hosts ? CONNECTIONS : [];
  return cx.choices.pick([...pool, ...(cx.features.writes ? WRITES : []), ...connecting])(cx);
}

const PLAIN: readonly [Statement, ...Statement[]] = [
  (cx) => {
    const value = text(cx);
    return [`const ${cx.declare(`c${cx.number()}`, TEXT)} = ${value};`];
  },
  (cx) => {
    const value = text(cx);
    return [`let ${cx.declare(`v${cx.number()}`, TEXT, true)} = ${value};`];
  },
  (cx) => {
    const value = list(cx);
    return [`const ${cx.declare(`l${cx.number()}`, LIST)} = ${value};`];
  },
  reassignment,
  reassignment,
  (cx) => {
    const source = cx.choices.any(cx.named('object'));
    const fields = source?.[1].fields ?? new Map([['a', TEXT]]);
    const value = source?.[0] ?? `{ a: ${text(cx)} }`;
    const members = [...fields].map(([key, shape]) => `${key}: ${cx.declare(`d${cx.number()}`, shape)}`);
    return [`const { ${members.join(', ')} } = ${value};`];
  },
  (cx) => {
    const value = list(cx);
    const standby = text(cx);
    const [first, second] = [cx.declare(`d${cx.number()}`, TEXT), cx.declare(`d${cx.number()}`, TEXT)];
    const rest = cx.declare(`d${cx.number()}`, LIST);
    return [`const [${first} = ${standby}, ${second} = 'none', ...${rest}] = ${value};`];
  },
  (cx) => {
    const shape: ObjectShape = {
      kind: 'object',
      fields: new Map([
        ['host', TEXT],
        ['zone', TEXT],
      ]),
    };
    const value = expressionOf(shape, cx);
    return [`const ${cx.declare(`o${cx.number()}`, shape)} = ${value};`];
  },
];

const LARGE: readonly Statement[] = [
  functionDeclaration,
  functionDeclaration,
  functionDeclaration,
  classDeclaration,
  builderDeclaration,
  idiom,
  idiom,
  idiom,
  (cx) => {
    const method = { ...functionShape(cx), manner: 'plain' as const };
    const value = text(cx);
    const inside = cx.withoutThis().inside({ awaits: false, depth: Math.max(1, cx.depth) });
    inside.declare('this.base', TEXT);
    const written = methodText('make', method, inside);
    const fields = new Map([
      ['base', TEXT],
      ['make', method],
    ]);
    return [`const ${cx.declare(`o${cx.number()}`, { kind: 'object', fields })} = { base: ${value}, ${written} };`];
  },
  (cx) => {
    const value = expressionOf({ kind: 'map', keys: ['eu', 'us'] }, cx);
    return [`const ${cx.declare(`m${cx.number()}`, { kind: 'map', keys: ['eu', 'us'] })} = ${value};`];
  },
  (cx) => {
    const name = `rec${cx.number()}`;
    const step = text(synchronous(cx));
    const result = `${name}(n - 1, s + ${step})`;
    const used = cx.declare(`c${cx.number()}`, TEXT);
    return [
      `function ${name}(n, s) { return n === 0 ? s : ${result}; }`,
      `const ${used} = ${name}(${cx.choices.below(4)}, ${word(cx)});`,
    ];
  },
  (cx) => {
    const target = `v${cx.number()}`;
    const value = text(cx);
    cx.declare(target, TEXT, true);
    const setter = `set${cx.number()}`;
    return [`let ${target} = ${value};`, `const ${setter} = (to) => { ${target} = to; };`, `${setter}(${text(cx)});`];
  },
];

/** Something is given another value: at once, in a branch, in a loop. */
function reassignment(cx: Context): readonly string[] {
  const target = cx.choices.any([...cx.things].filter(([, { assignable }]) => assignable))?.[0];
  if (target === undefined) return [`let ${cx.declare(`v${cx.number()}`, TEXT, true)} = ${word(cx)};`];
  const inside = deeper(cx);
  const others = [...(cx.features.branches ? BRANCHES : []), ...(cx.features.lists ? LOOPS : [])];
  return [guarded(cx.choices.pick<Assignment>([...STRAIGHT, ...GUARDED, ...others])(target, inside))];
}

type Assignment = (name: string, cx: Context) => string;

const STRAIGHT: readonly [Assignment, ...Assignment[]] = [
  (name, cx) => `${name} = ${text(cx)};`,
  (name, cx) => `${name} += ${text(cx)};`,
  (name, cx) => `[${name}] = [${text(cx)}];`,
  (name, cx) => `({ a: ${name} } = { a: ${text(cx)} });`,
  (name, cx) => `{ const inner = ${text(cx)}; ${name} = inner; }`,
];

const LOOPS: readonly Assignment[] = [
  (name, cx) =>
    `for (const one of ${list(cx)}) { if (${condition(cx)}) continue; ${name} += one; if (${condition(cx)}) break; }`,
  (name, cx) => {
    const count = `n${cx.number()}`;
    return `let ${count} = 0; while (${count}++ < 2) ${name} += ${text(cx)};`;
  },
  (name, cx) => `for (const one of ${list(cx)}) ${name} += one;`,
  (name, cx) => `for (const one of ${list(cx)}) { ${name} = one; }`,
  (name, cx) => `for (let i = 0; i < ${cx.choices.below(3)}; i += 1) ${name} += ${text(cx)};`,
  (name, cx) => `${list(cx)}.forEach((one) => { ${name} += one; });`,
];

const BRANCHES: readonly Assignment[] = [
  (name, cx) => `if (${condition(cx)}) ${name} = ${text(cx)};`,
  (name, cx) => `if (${condition(cx)}) { ${name} = ${text(cx)}; } else { ${name} += ${text(cx)}; }`,
  (name, cx) =>
    `if (${condition(cx)}) { ${name} = ${text(cx)}; } else if (${condition(cx)}) { ${name} = ${text(cx)}; }`,
  (name, cx) =>
    `switch (${text(cx)}) { case 'a': ${name} = ${text(cx)}; case 'eu': ${name} += ${text(cx)}; break; default: ${name} = ${text(cx)}; }`,
  (name, cx) =>
    `try { ${name} = ${text(cx)}; if (${condition(cx)}) throw new Error('e'); ${name} += ${text(cx)}; } catch { ${name} += ${text(cx)}; }`,
  (name, cx) => `try { ${name} = ${text(cx)}; } catch { ${name} = ${text(cx)}; } finally { ${name} += ${text(cx)}; }`,
  (name, cx) => `${condition(cx)} && (${name} = ${text(cx)});`,
  (name, cx) => `${condition(cx)} ? (${name} = ${text(cx)}) : (${name} += ${text(cx)});`,
  (name, cx) => `do { ${name} = ${text(cx)}; } while (false);`,
];

/** A line that begins with a bracket would go on with the line before. */
function guarded(line: string): string {
  return /^[[(]/.test(line) ? `;${line}` : line;
}

const WRITES: readonly Statement[] = [
  (cx) => {
    const target = cx.choices.any(cx.named('object').filter(([name]) => !name.includes('.') && !name.startsWith('i')));
    const field = target && [...target[1].fields].find(([, shape]) => shape.kind === 'text')?.[0];
    if (!target || field === undefined) return [];
    const [name] = target;
    const value = text(deeper(cx));
    return cx.choices.pick([
      [`${name}.${field} = ${value};`],
      [`${name}['${field}'] = ${value};`],
      [`${name}.${field} += ${value};`],
      [`${name}.${field} ${cx.choices.pick(['??=', '||=', '&&='])} ${value};`],
      [`Object.assign(${name}, { ${field}: ${value} });`],
    ]);
  },
  (cx) => {
    const target = cx.features.lists ? cx.choices.any(cx.named('list')) : undefined;
    if (!target) return [];
    const [name] = target;
    const value = text(deeper(cx));
    return cx.choices.pick([
      [`${name}.push(${value});`],
      [`${name}[0] = ${value};`],
      [`${name}.unshift(${value});`],
      [`${name}.reverse();`],
      [`${name}.pop();`],
    ]);
  },
  (cx) => {
    const target = cx.choices.any(cx.named('map'));
    return target ? [`${target[0]}.set('eu', ${text(deeper(cx))});`] : [];
  },
];

const CONNECTIONS: readonly Statement[] = [
  connection,
  connection,
  (cx) => (cx.depth > 1 ? connection(cx) : sender(cx)),
];

/** A request to a host of which a part is computed; its body says where it stands. */
function connection(cx: Context): readonly string[] {
  const place = cx.number();
  const host = `https://${'$'}{${text(deeper(cx))}}.acme-${place % 3}.com/x`;
  const url = cx.choices.pick([
    `\`${host}\``,
    `new URL(\`${host}\`).href`,
    `'https://' + ${text(deeper(cx))} + '.acme-${place % 3}.com'`,
  ]);
  return [`fetch(${url}, { body: 'place ${place}' });`];
}
