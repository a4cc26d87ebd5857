/** Functions: their parameters in all the ways of writing them, and their bodies. */
import { TEXT, LIST, type Context, type FunctionShape, type Parameter, type Shape } from './context.ts';
import { condition, deeper, expressionOf, synchronous, text } from './expressions.ts';
import { statements } from './statements.ts';

/** A shape for a function that is about to be declared. */
export function functionShape(cx: Context, depth = 0): FunctionShape {
  const { choices } = cx;
  const count = choices.below(4);
  const parameters = Array.from({ length: count }, (_, index): Parameter => {
    const rest = index === count - 1 && choices.chance(1);
    if (rest) return { shape: LIST, optional: false, rest: true };
    const shape = choices.chance(5) ? TEXT : parameterShape(cx, depth);
    return { shape, optional: index === count - 1 && choices.chance(3), rest: false };
  });
  const result = depth < 2 && choices.chance(1) ? functionShape(cx, depth + 1) : resultShape(cx);
  const manner = depth === 0 ? choices.pick(['plain', 'plain', 'plain', 'async', 'generator'] as const) : 'plain';
  return { kind: 'function', parameters, result, manner };
}

/** Declares a function under a new name; the statements that do so. */
export function functionDeclaration(cx: Context): readonly string[] {
  const shape = functionShape(cx);
  const name = `f${cx.number()}`;
  const star = shape.manner === 'generator' ? '*' : '';
  const prefix = shape.manner === 'async' ? 'async ' : '';
  const styles = star === '' ? 4 : 2;
  const written = functionText(shape, cx.withoutThis());
  const lines = [
    `${prefix}function${star} ${name}(${written.parameters}) ${written.block}`,
    `const ${name} = ${prefix}function${star} (${written.parameters}) ${written.block};`,
    `const ${name} = ${prefix}(${written.parameters}) => ${written.block};`,
    `const ${name} = ${prefix}(${written.parameters}) => (${written.expression});`,
  ];
  const line = lines[cx.choices.below(styles)] ?? '';
  cx.declare(name, shape);
  return [line];
}

/** A function written where its value is wanted. */
export function anonymousFunction(shape: FunctionShape, cx: Context): string {
  const prefix = shape.manner === 'async' ? 'async ' : '';
  if (shape.manner === 'generator') {
    const { parameters, block } = functionText(shape, cx.withoutThis());
    return `function* (${parameters}) ${block}`;
  }
  const { parameters, expression } = functionText(shape, cx);
  return `(${prefix}(${parameters}) => (${expression}))`;
}

/** A method, as it stands in a class or an object. */
export function methodText(name: string, shape: FunctionShape, cx: Context): string {
  const { parameters, block } = functionText(shape, cx);
  const star = shape.manner === 'generator' ? '*' : '';
  return `${shape.manner === 'async' ? 'async ' : ''}${star}${name}(${parameters}) ${block}`;
}

/** The parameters of a constructor or function, declared in `inside`. */
export function parameterList(parameters: readonly Parameter[], inside: Context): string {
  return parameters.map((parameter) => parameterText(parameter, inside)).join(', ');
}

function functionText(
  shape: FunctionShape,
  cx: Context,
): { readonly parameters: string; readonly block: string; readonly expression: string } {
  const inside = cx.inside({ awaits: shape.manner === 'async', depth: Math.max(1, cx.depth) });
  const parameters = parameterList(shape.parameters, inside);
  const expression = expressionOf(shape.result, inside);
  const lines = cx.depth < 2 ? statements(inside, inside.choices.below(3)) : [];
  const early =
    cx.features.branches && inside.choices.chance(1)
      ? [`if (${condition(inside)}) return ${expressionOf(shape.result, deeper(inside))};`]
      : [];
  const word = shape.manner === 'generator' ? 'yield' : 'return';
  const last = `${word} ${expressionOf(shape.result, inside)};`;
  const body =
    shape.manner === 'generator' ? [...lines, last, ...moreYields(shape, inside)] : [...lines, ...early, last];
  return { parameters, block: `{ ${body.join(' ')} }`, expression };
}

function moreYields({ result }: FunctionShape, inside: Context): readonly string[] {
  if (!inside.choices.chance(3)) return [];
  return [`yield ${expressionOf(result, deeper(inside))};`];
}

function parameterShape(cx: Context, depth: number): Shape {
  return cx.choices.pick<() => Shape>([
    () => LIST,
    () => ({ kind: 'object', fields: new Map(['host', 'zone'].map((name) => [name, TEXT])) }),
    () => ({ kind: 'object', fields: new Map([['inner', { kind: 'object', fields: new Map([['base', TEXT]]) }]]) }),
    () =>
      depth > 0
        ? TEXT
        : {
            kind: 'function',
            parameters: [{ shape: TEXT, optional: false, rest: false }],
            result: TEXT,
            manner: 'plain',
          },
  ])();
}

function resultShape(cx: Context): Shape {
  return cx.choices.pick<() => Shape>([
    () => TEXT,
    () => TEXT,
    () => LIST,
    () => ({ kind: 'object', fields: new Map(['one', 'two'].map((name) => [name, TEXT])) }),
  ])();
}

function parameterText({ shape, optional, rest }: Parameter, inside: Context): string {
  if (rest) return `...${inside.declare(inside.name('r'), LIST)}`;
  const fallback = optional ? ` = ${expressionOf(shape, synchronous(inside))}` : '';
  if (shape.kind === 'object' && inside.choices.chance(5)) {
    const members = [...shape.fields].map(([key, field]) => {
      const standby = field.kind === 'text' && inside.choices.chance(2) ? ` = ${text(synchronous(inside))}` : '';
      const name = inside.declare(inside.name('q'), field);
      return `${key}: ${name}${standby}`;
    });
    return `{ ${members.join(', ')} }${fallback}`;
  }
  const name = inside.name('p');
  inside.declare(name, shape, shape.kind === 'text');
  return `${name}${fallback}`;
}
