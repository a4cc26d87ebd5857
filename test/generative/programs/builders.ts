/** Builders: classes whose methods write what the instance holds and give it back, told in chains and in statements. */
import { TEXT, type Context } from './context.ts';
import { condition, deeper, list, synchronous, text, word } from './expressions.ts';

interface Builder {
  readonly name: string;
  readonly fields: readonly string[];
}

/** Declares a class of builders, and texts that instances of it give. */
export function builderDeclaration(cx: Context): readonly string[] {
  const builder: Builder = { name: `B${cx.number()}`, fields: ['sub', 'zone'] };
  const inside = synchronous(cx).withoutThis();
  for (const field of builder.fields) inside.declare(`this.${field}`, TEXT);
  const begun = builder.fields.map((field) => `${field} = ${word(cx)};`);
  const methods = builder.fields.map((field) => tellingMethod(field, inside));
  const result = "get() { return this.sub + '.' + this.zone; }";
  const kind = `class ${builder.name} { ${[...begun, ...methods, delegatingMethod(inside), result].join(' ')} }`;
  const uses = Array.from({ length: 1 + cx.choices.below(3) }, () => cx.choices.pick(USES)(builder, cx));
  return [kind, ...uses.flat()];
}

/** A method that writes a field: always, sometimes, from what the field held, or later. */
function tellingMethod(field: string, inside: Context): string {
  const body = inside.choices.pick([
    `this.${field} = to; return this;`,
    `this.${field} = to; return this;`,
    `if (to === 'a') return this; this.${field} = to; return this;`,
    `if (to.startsWith('a')) { return this; } this.${field} = to; return this;`,
    `if (${condition(inside)}) this.${field} = to; return this;`,
    `this.${field} += to; return this;`,
    `this.${field} ||= to; return this;`,
    `const self = this; self.${field} = to; return self;`,
    `['x'].forEach(() => { this.${field} = to; }); return this;`,
    `return Object.assign(this, { ${field}: to });`,
    `this.${field} = ${text(deeper(inside))} + to; return this;`,
  ]);
  return `${field}To(to) { ${body} }`;
}

function delegatingMethod(inside: Context): string {
  const body = inside.choices.pick([
    `return this.subTo(${word(inside)});`,
    `return this.subTo(${word(inside)}).zoneTo(${word(inside)});`,
    `this.zoneTo(${word(inside)}); return this;`,
    `const next = new this.constructor(); next.sub = this.sub; return next.zoneTo(${word(inside)});`,
  ]);
  return `both() { ${body} }`;
}

function call(cx: Context): string {
  return cx.choices.pick<() => string>([
    () => `subTo(${text(deeper(cx))})`,
    () => `zoneTo(${text(deeper(cx))})`,
    () => `both()`,
  ])();
}

function chain(cx: Context, most = 4): string {
  return Array.from({ length: cx.choices.below(most) }, () => `.${call(cx)}`).join('');
}

type Use = (builder: Builder, cx: Context) => readonly string[];

const USES: readonly [Use, ...Use[]] = [
  ({ name }, cx) => given(cx, `new ${name}()${chain(cx)}.get()`),
  ({ name }, cx) => {
    const own = `b${cx.number()}`;
    const told = [`${own}.${call(cx)};`, `if (${condition(cx)}) ${own}.${call(cx)};`];
    return [`const ${own} = new ${name}()${chain(cx, 3)};`, ...told, ...given(cx, `${own}${chain(cx, 2)}.get()`)];
  },
  ({ name }, cx) => {
    const own = `b${cx.number()}`;
    const again = cx.choices.pick([
      `${own} = ${own}.${call(cx)};`,
      `if (${condition(cx)}) ${own} = ${own}.${call(cx)};`,
      `for (const one of ${list(deeper(cx))}) ${own} = ${own}.subTo(one);`,
      `if (${condition(cx)}) ${own} = new ${name}().${call(cx)};`,
    ]);
    return [`let ${own} = new ${name}()${chain(cx, 3)};`, again, ...given(cx, `${own}.get()`)];
  },
  ({ name }, cx) => {
    const make = `make${cx.number()}`;
    const start = `function ${make}(to) { return new ${name}().${cx.choices.pick(['subTo', 'zoneTo'])}(to)${chain(synchronous(cx), 2)}; }`;
    const one = given(cx, `${make}(${text(deeper(cx))})${chain(cx, 3)}.get()`);
    return [start, ...one, ...given(cx, `${make}(${text(deeper(cx))}).get()`)];
  },
  ({ name }, cx) => {
    const tell = `tell${cx.number()}`;
    const start = `function ${tell}(builder) { builder${chain(synchronous(cx))}; return builder.get(); }`;
    return [start, ...given(cx, `${tell}(new ${name}()${chain(cx, 3)})`), ...given(cx, `${tell}(new ${name}())`)];
  },
  ({ name }, cx) => {
    const kept = `kept${cx.number()}`;
    const start = `const ${kept} = [new ${name}()${chain(cx, 3)}, new ${name}()${chain(cx, 2)}];`;
    return [start, `${kept}.forEach((one) => one.${call(synchronous(cx))});`, ...given(cx, `${kept}[1].get()`)];
  },
  ({ name }, cx) => {
    const own = `b${cx.number()}`;
    const lines = [
      `const ${own} = new ${name}();`,
      `const alias${own} = ${own}.${call(cx)};`,
      `alias${own}.${call(cx)};`,
    ];
    return [...lines, ...given(cx, `${own}.get()`), `${own}.${call(cx)};`, ...given(cx, `alias${own}.get()`)];
  },
  ({ name }, cx) => {
    const own = `b${cx.number()}`;
    const later = `const later${own} = () => ${own}.get();`;
    return [
      `const ${own} = new ${name}()${chain(cx, 2)};`,
      later,
      `${own}.${call(cx)};`,
      ...given(cx, `later${own}()`),
    ];
  },
];

function given(cx: Context, value: string): readonly string[] {
  return [`const ${cx.declare(`c${cx.number()}`, TEXT)} = ${value};`];
}
