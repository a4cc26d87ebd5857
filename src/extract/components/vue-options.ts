/**
 * A component whose members are options (`export default { data, methods, computed, props }`) as one object: what each of them may read as
 * a member of `this`, and the template by its name, stands beside the others.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { Generated } from './generated.ts';
import type { Script } from './script.ts';
import { writeInjected, writeProvided } from './vue-provide.ts';

/** The options of a component that its script exports, and the statements in which they stand. */
export interface VueOptions {
  readonly statements: readonly (TSESTree.ExportDefaultDeclaration | TSESTree.VariableDeclaration)[];
  /** Null where they are not written in the file as an object. */
  readonly object: TSESTree.ObjectExpression | null;
}

/** The options that a script exports; null when it exports none. */
export function vueOptions({ program }: Script): VueOptions | null {
  const statement = program.body.find((one) => one.type === 'ExportDefaultDeclaration');
  if (statement?.type !== 'ExportDefaultDeclaration') return null;
  const { declaration } = statement;
  if (declaration.type !== 'Identifier') return { statements: [statement], object: optionsObject(declaration) };
  for (const declared of program.body) {
    if (declared.type !== 'VariableDeclaration' || declared.declarations.length !== 1) continue;
    const [{ id, init }] = declared.declarations;
    const object = id.type === 'Identifier' && id.name === declaration.name && init ? optionsObject(init) : null;
    if (object) return { statements: [declared, statement], object };
  }
  return { statements: [statement], object: null };
}

/** `{ … }`, `defineComponent({ … })`. */
function optionsObject(node: TSESTree.Node): TSESTree.ObjectExpression | null {
  switch (node.type) {
    case 'ObjectExpression':
      return node;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return optionsObject(node.expression);
    case 'CallExpression':
      return node.arguments.flatMap((argument) => optionsObject(argument) ?? [])[0] ?? null;
    default:
      return null;
  }
}

/** Writes the members of a component as those of one object literal, in which later ones count. */
export function writeMembers({ properties }: TSESTree.ObjectExpression, isOpen: boolean, out: Generated): void {
  const options = properties.flatMap((one) => (one.type === 'Property' ? [one] : []));
  const named = (name: string): TSESTree.Property | undefined => options.find(({ key }) => keyName(key) === name);
  const at = properties[0]?.range[0] ?? 0;
  // What plugins and mixins bring is not known, and comes before what is written here.
  out.write('...vue_instance, ', at);
  if (named('setup')) out.write('...$self.setup($$props, {}), ', at);
  if (named('data')) out.write('...$self.data($self), ', at);
  // A template that is not read may write to any of it.
  if (isOpen) out.write('...vue_instance, ', at);
  const props = named('props')?.value;
  if (props) writeProps(props, out);
  const inject = named('inject')?.value;
  if (inject) writeInjected(inject, out);
  for (const option of options) writeOption(option, out);
}

function writeOption(option: TSESTree.Property, out: Generated): void {
  const name = keyName(option.key);
  switch (name) {
    case 'props':
    case 'components':
    case 'mixins':
    case 'extends':
    case 'name':
    case 'emits':
    case 'inject':
      return;
    case 'provide':
      return writeProvided(option, out);
    case 'methods':
    case 'computed':
    case 'watch':
    case 'filters':
      return writeGroup(name, option.value, out);
    default:
      out.copy(...option.range).write(',\n', option.range[1]);
  }
}

function writeGroup(group: string, value: TSESTree.Node, out: Generated): void {
  if (value.type !== 'ObjectExpression') {
    out
      .write('...(', value.range[0])
      .copy(...value.range)
      .write('), ', value.range[1]);
    return;
  }
  for (const property of value.properties) {
    if (property.type === 'SpreadElement') out.copy(...property.range);
    else if (group === 'computed') writeComputed(property, out);
    else if (group === 'watch') writeWatcher(property, out);
    else out.copy(...property.range);
    out.write(',\n', property.range[1]);
  }
}

/** A computed member is read without a call; one that can be written to has `get` and `set`. */
function writeComputed(property: TSESTree.Property, out: Generated): void {
  const getter = partOf(property, 'get');
  if (!getter) {
    out.copy(...property.range);
    return;
  }
  const { value } = getter;
  out.write('get ', property.range[0]);
  if (property.computed) out.write('[', property.range[0]);
  out.copy(...property.key.range);
  if (property.computed) out.write(']', property.range[0]);
  if (value.type === 'FunctionExpression' && value.params.length === 0) {
    out.write('() ', property.range[0]).copy(...value.body.range);
    return;
  }
  out.write('() { return (', property.range[0]);
  writeCallable(getter, out);
  out.write(')($self); }', property.range[1]);
}

/** A watcher is called when what its key names has changed; no member has such a name. */
function writeWatcher(property: TSESTree.Property, out: Generated): void {
  const handler = partOf(property, 'handler');
  out.write(`${JSON.stringify(`watch ${keyName(property.key) ?? ''}`)}: `, property.range[0]);
  if (handler) writeCallable(handler, out);
  else out.copy(...property.value.range);
}

/** The function of an option that is one, or an object that has one. */
function partOf(property: TSESTree.Property, name: string): TSESTree.Property | undefined {
  const { value } = property;
  if (value.type !== 'ObjectExpression') return property;
  return value.properties.flatMap((one) => (one.type === 'Property' && keyName(one.key) === name ? [one] : []))[0];
}

/** A method as a function expression. */
function writeCallable(property: TSESTree.Property, out: Generated): void {
  const { value, method, key } = property;
  if (!method || value.type !== 'FunctionExpression') {
    out.copy(...value.range);
    return;
  }
  out.write(value.async ? 'async function ' : 'function ', key.range[0]).copy(...value.range);
}

/** What a component is handed, each with its default. */
function writeProps(props: TSESTree.Node, out: Generated): void {
  switch (props.type) {
    case 'ArrayExpression':
      return writeNames(props, '$$props', out);
    case 'TSAsExpression':
      return writeProps(props.expression, out);
    case 'ObjectExpression':
      for (const property of props.properties) {
        if (property.type === 'Property') writeProp(property, out);
        else out.write('...$$props, ', property.range[0]);
      }
      return;
    default:
      out.write('...$$props, ', props.range[0]);
  }
}

function writeNames({ elements, range }: TSESTree.ArrayExpression, from: string, out: Generated): void {
  for (const element of elements) {
    if (element?.type !== 'Literal' || typeof element.value !== 'string') {
      out.write(`...${from}, `, range[0]);
      continue;
    }
    const name = JSON.stringify(element.value);
    out.write(`${name}: ${from}[${name}], `, element.range[0]);
  }
}

function writeProp(property: TSESTree.Property, out: Generated): void {
  const { key, value } = property;
  const name = JSON.stringify(keyName(key) ?? '');
  out.write(`${name}: $$props[${name}]`, key.range[0]);
  const given = value.type === 'ObjectExpression' ? partOf(property, 'default') : undefined;
  if (given) {
    out.write(' ?? (', given.range[0]);
    writeCallable(given, out);
    // What is made anew for each component is made by a function.
    out.write(/Function/.test(given.value.type) ? ')($$props)' : ')', given.range[1]);
  }
  out.write(', ', value.range[1]);
}

/** The name of a property; null where it is computed. */
export function keyName(key: TSESTree.Node): string | null {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' && typeof key.value === 'string' ? key.value : null;
}
