/** The options `provide` and `inject` of a Vue component as calls of the functions of those names. */
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit, Generated } from './generated.ts';
import { keyName } from './vue-options.ts';

/** Writes what a component injects as members: `inject: ['url']`, `inject: { base: { from: 'url', default: '/' }, KEY }`. */
export function writeInjected(inject: TSESTree.Node, out: Generated): void {
  switch (inject.type) {
    case 'TSAsExpression':
      return writeInjected(inject.expression, out);
    case 'ArrayExpression':
      for (const element of inject.elements) {
        if (element?.type !== 'Literal') continue;
        out.copy(...element.range).write(': inject(', element.range[0]);
        out.copy(...element.range).write('), ', element.range[1]);
      }
      return;
    case 'ObjectExpression':
      for (const property of inject.properties) if (property.type === 'Property') writeOne(property, out);
      return;
    default:
      out.write('...$injected, ', inject.range[0]);
  }
}

function writeOne(property: TSESTree.Property, out: Generated): void {
  const { key, value } = property;
  const own = keyName(key);
  if (own === null) return;
  const options = value.type === 'ObjectExpression' ? value.properties : [];
  const named = (name: string): TSESTree.Node | undefined =>
    options.flatMap((one) =>
      one.type === 'Property' && !one.method && keyName(one.key) === name ? [one.value] : [],
    )[0];
  const token = value.type === 'ObjectExpression' ? named('from') : value;
  const fallback = named('default');
  out.write(`${JSON.stringify(own)}: inject(`, key.range[0]);
  if (token) out.copy(...token.range);
  else out.write(JSON.stringify(own), key.range[0]);
  if (fallback) out.write(', ', fallback.range[0]).copy(...fallback.range);
  out.write('), ', property.range[1]);
}

/** Writes what a component provides: the object, or the function that returns it, with a call in the place of each property. */
export function writeProvided(option: TSESTree.Property, out: Generated): void {
  const { value, method } = option;
  const objects = objectsGiven(value);
  const edits = objects.flatMap(callsOfProvide);
  if (!method) out.write('"provide": ', option.range[0]);
  out.copy(...(method ? option.range : value.range), edits).write(',\n', option.range[1]);
}

/** The objects that a value is, or that a function returns at its end. */
function objectsGiven(value: TSESTree.Node): readonly TSESTree.ObjectExpression[] {
  switch (value.type) {
    case 'ObjectExpression':
      return [value];
    case 'TSAsExpression':
      return objectsGiven(value.expression);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return value.body.type === 'BlockStatement'
        ? value.body.body.flatMap((one) =>
            one.type === 'ReturnStatement' && one.argument ? objectsGiven(one.argument) : [],
          )
        : objectsGiven(value.body);
    default:
      return [];
  }
}

/** `{ url: this.base, [KEY]: x }` as `[provide("url", this.base), provide(KEY, x)]`. */
function callsOfProvide({ range: [start, end], properties }: TSESTree.ObjectExpression): readonly Edit[] {
  const own = properties.flatMap((property): readonly Edit[] => {
    if (property.type !== 'Property' || property.method) return [];
    const { key, value, computed, shorthand } = property;
    const close = { start: value.range[1], end: property.range[1], text: ')' };
    if (computed) {
      return [
        { start: property.range[0], end: key.range[0], text: 'provide(' },
        { start: key.range[1], end: value.range[0], text: ', ' },
        close,
      ];
    }
    const from = property.range[0];
    return [
      { start: from, end: shorthand ? from : value.range[0], text: `provide(${JSON.stringify(keyName(key) ?? '')}, ` },
      close,
    ];
  });
  return [{ start, end: start + 1, text: '[' }, ...own, { start: end - 1, end, text: ']' }];
}
