/** Classes: fields, private names, statics, accessors, inheritance. */
import { TEXT, type Context, type FunctionShape, type ObjectShape, type Parameter, type Shape } from './context.ts';
import { deeper, text, word } from './expressions.ts';
import { functionShape, methodText, parameterList } from './functions.ts';

type ClassShape = Extract<Shape, { kind: 'class' }>;

/** Declares a class, sometimes one that extends another. */
export function classDeclaration(cx: Context): readonly string[] {
  const { choices } = cx;
  const parent = choices.chance(4) ? choices.any(cx.named('class')) : undefined;
  const name = `C${cx.number()}`;
  const fields = new Map<string, Shape>(parent?.[1].instance.fields ?? []);
  const statics = new Map<string, Shape>(parent?.[1].statics.fields ?? []);
  const inside = cx.withoutThis().inside({ awaits: false, depth: Math.max(1, cx.depth) });
  for (const [field, shape] of fields) inside.declare(`this.${field}`, shape);
  const head = parent ? `class ${name} extends ${parent[0]}` : `class ${name}`;
  const own = [...fieldMembers(fields, inside), ...staticMembers(name, statics, cx)];
  const { parameters, constructor } = constructorOf(parent?.[1], fields, inside);
  const methods = methodMembers(fields, inside);
  const instance: ObjectShape = { kind: 'object', fields };
  const shape: ClassShape = { kind: 'class', parameters, instance, statics: { kind: 'object', fields: statics } };
  cx.declare(name, shape);
  return [`${head} { ${[...own, ...constructor, ...methods].join(' ')} }`];
}

function fieldMembers(fields: Map<string, Shape>, inside: Context): readonly string[] {
  return Array.from({ length: inside.choices.below(3) }, () => {
    const isPrivate = inside.choices.chance(2);
    const name = isPrivate ? `#h${inside.number()}` : `h${inside.choices.below(2)}`;
    const line = `${name} = ${word(inside)};`;
    inside.declare(`this.${name}`, TEXT);
    if (!isPrivate) fields.set(name, TEXT);
    return line;
  });
}

function staticMembers(name: string, statics: Map<string, Shape>, cx: Context): readonly string[] {
  if (!cx.choices.chance(3)) return [];
  const inside = cx.withoutThis().inside({ awaits: false, depth: Math.max(1, cx.depth) });
  const field = `static base = ${text(deeper(inside))};`;
  statics.set('base', TEXT);
  inside.declare('this.base', TEXT);
  inside.declare(`${name}.base`, TEXT);
  const method: FunctionShape = { ...functionShape(inside, 2), manner: 'plain' };
  statics.set('make', method);
  return [field, `static ${methodText('make', method, inside)}`];
}

/** A constructor with what it takes; without one, what the parent takes. */
function constructorOf(
  parent: ClassShape | undefined,
  fields: Map<string, Shape>,
  inside: Context,
): { readonly parameters: readonly Parameter[]; readonly constructor: readonly string[] } {
  if (!inside.choices.chance(5)) return { parameters: parent?.parameters ?? [], constructor: [] };
  const { parameters } = functionShape(inside, 2);
  const body = inside.withoutThis();
  const list = parameterList(parameters, body);
  const base = parent ? [`super(${superArguments(parent, body).join(', ')});`] : [];
  const name = `h${inside.choices.below(3)}`;
  const line = `this.${name} = ${text(deeper(body))};`;
  inside.declare(`this.${name}`, TEXT);
  fields.set(name, TEXT);
  return { parameters, constructor: [`constructor(${list}) { ${[...base, line].join(' ')} }`] };
}

function superArguments({ parameters }: ClassShape, body: Context): readonly string[] {
  return parameters.map(({ shape, rest }) => {
    if (rest) return text(deeper(body));
    return shape.kind === 'text' ? text(deeper(body)) : valueOf(shape, body);
  });
}

function valueOf(shape: Shape, body: Context): string {
  switch (shape.kind) {
    case 'object':
      return `{ ${[...shape.fields].map(([key, field]) => `${key}: ${valueOf(field, body)}`).join(', ')} }`;
    case 'list':
      return `[${text(deeper(body))}]`;
    case 'function':
      return `(x) => x + ${text(deeper(body))}`;
    default:
      return text(deeper(body));
  }
}

function methodMembers(fields: Map<string, Shape>, inside: Context): readonly string[] {
  return Array.from({ length: inside.choices.below(3) }, () => {
    if (inside.choices.chance(2)) {
      const name = `g${inside.choices.below(2)}`;
      const line = `get ${name}() { return ${text(deeper(inside))}; }`;
      fields.set(name, TEXT);
      return line;
    }
    const name = `m${inside.number()}`;
    const method: FunctionShape = { ...functionShape(inside, 2), manner: 'plain' };
    const line = methodText(name, method, inside);
    fields.set(name, method);
    inside.declare(`this.${name}`, method);
    return line;
  });
}
