/** The nodes of a Pug template as statements: elements without their contents, which follow them. */
import type { Generated } from '../components/generated.ts';
import { writeTag } from './pug-elements.ts';
import type {
  PugBlock,
  PugCase,
  PugCode,
  PugConditional,
  PugEach,
  PugInclude,
  PugMixin,
  PugNode,
} from './pug-nodes.ts';
import type { OffsetOf } from './pug-tree.ts';
import { textRuns, writeRun } from './pug-text.ts';
import { writeCode } from './pug-code.ts';

/** What a template is written with. */
export interface PugWriting {
  readonly text: string;
  readonly out: Generated;
  readonly offsetOf: OffsetOf;
  /** The templates that it includes, each with its number. */
  readonly includes: ReadonlyMap<PugNode, number>;
  /** The names of the mixins that it defines. */
  readonly mixins: ReadonlySet<string>;
  /** What the templates that it includes know. */
  readonly given: readonly string[];
  /** The element whose text is no markup. */
  readonly inside: 'script' | 'style' | null;
}

/** The name of a mixin as that of a function; several that differ in what a function's name cannot hold are one. */
export function mixinName(name: string): string {
  return `mixin$${name.replaceAll(/[^\w$]/g, '_')}`;
}

/** Writes nodes in their order; what is written out beside one another is one text. */
export function writePugNodes(nodes: readonly PugNode[], cx: PugWriting): void {
  for (const part of textRuns(nodes)) {
    if (part.kind === 'run') writeRun(part.nodes, cx);
    else writeNode(part.node, cx);
  }
}

function writeNode(node: PugNode, cx: PugWriting): void {
  switch (node.type) {
    case 'Block':
    case 'NamedBlock':
      return writePugNodes(node.nodes, cx);
    case 'Tag':
    case 'InterpolatedTag': {
      writeTag(node, cx);
      const tag = node.type === 'Tag' ? node.name.toLowerCase() : '';
      const inside = tag === 'script' || tag === 'style' ? tag : null;
      return writePugNodes([...(node.code ? [node.code] : []), ...node.block.nodes], { ...cx, inside });
    }
    case 'Code':
      return writeStatement(node, cx);
    case 'Conditional':
      return writeConditional(node, cx);
    case 'Each':
    case 'EachOf':
      return writeEach(node, cx);
    case 'While':
      return writeHeaded('while (', node.test, node, node.block, cx);
    case 'Case':
      return writeCase(node, cx);
    case 'Mixin':
      return node.call ? writeCall(node, cx) : writeDefinition(node, cx);
    case 'Include':
    case 'Extends':
      return writeInclude(node, cx);
    case 'MixinBlock':
      cx.out.write('$block?.();\n', cx.offsetOf(node));
      return;
    default:
  }
}

function writeStatement(node: PugCode, cx: PugWriting): void {
  const at = cx.offsetOf(node);
  writeCode(node.val, at, cx);
  // A line may end in a comment, and an `else` may come next.
  cx.out.write('\n', at);
  if (node.block) writeBlock(node.block, at, cx);
  else cx.out.write(';\n', at);
}

function writeBlock(block: PugBlock, at: number, cx: PugWriting): void {
  cx.out.write('{\n', at);
  writePugNodes(block.nodes, cx);
  cx.out.write('}\n', at);
}

function writeHeaded(
  head: string,
  code: string,
  node: PugNode & { line: number; column: number },
  block: PugBlock,
  cx: PugWriting,
): void {
  const at = cx.offsetOf(node);
  cx.out.write(head, at);
  writeCode(code, at, cx);
  cx.out.write('\n) ', at);
  writeBlock(block, at, cx);
}

function writeConditional(node: PugConditional, cx: PugWriting): void {
  writeHeaded('if (', node.test, node, node.consequent, cx);
  if (node.alternate === null) return;
  cx.out.write('else ', cx.offsetOf(node));
  if (node.alternate.type === 'Conditional') writeConditional(node.alternate, cx);
  else writeBlock(node.alternate, cx.offsetOf(node), cx);
}

/** `each value, key in list`: the values of a list or an object. */
function writeEach(node: PugEach, cx: PugWriting): void {
  const at = cx.offsetOf(node);
  const { out } = cx;
  const list = node.type === 'Each' ? 'Object.values' : '';
  out.write(`for (const ${node.val} of ${list}(`, at);
  writeCode(node.obj, at, cx);
  out.write('\n)) {\n', at);
  if (node.key !== undefined && node.key !== null) out.write(`let ${node.key};\n`, at);
  writePugNodes(node.block.nodes, cx);
  out.write('}\n', at);
  if (node.alternate) writeBlock(node.alternate, at, cx);
}

function writeCase({ expr, block, ...place }: PugCase, cx: PugWriting): void {
  const at = cx.offsetOf(place);
  cx.out.write('switch (', at);
  writeCode(expr, at, cx);
  cx.out.write('\n) {\n', at);
  for (const when of block.nodes) {
    const start = cx.offsetOf(when);
    if (when.expr === 'default') {
      cx.out.write('default: ', start);
    } else {
      cx.out.write('case (', start);
      writeCode(when.expr, start, cx);
      cx.out.write('\n): ', start);
    }
    if (!when.block) continue;
    writeBlock(when.block, start, cx);
    cx.out.write('break;\n', start);
  }
  cx.out.write('}\n', at);
}

function writeDefinition(node: PugMixin, cx: PugWriting): void {
  const at = cx.offsetOf(node);
  cx.out.write(`function ${mixinName(node.name)}(attributes, $block, `, at);
  if (node.args !== null) writeCode(node.args, at, cx);
  cx.out.write('\n) ', at);
  if (node.block) writeBlock(node.block, at, cx);
}

/** A mixin of another template comes from one that is included, or from the one that includes this one. */
function writeCall(node: PugMixin, cx: PugWriting): void {
  const at = cx.offsetOf(node);
  const { out } = cx;
  const computed = /^#\{(.*)\}$/s.exec(node.name)?.[1];
  const key = computed === undefined ? `.${mixinName(node.name)}` : `[\`mixin$\${${computed}}\`]`;
  const others = [...cx.includes.values()].map((index) => `$included${index}?${key.startsWith('[') ? '.' : ''}${key}`);
  if (computed === undefined && cx.mixins.has(mixinName(node.name))) out.write(mixinName(node.name), at);
  else {
    const own = computed === undefined ? [] : [`({ ${[...cx.mixins].join(', ')} })${key}`];
    out.write(`(${[...own, ...others, `$$props${key}`].join(' ?? ')})`, at);
  }
  out.write('({', at);
  for (const { name, val } of node.attrs ?? []) {
    out.write(` ${JSON.stringify(name)}: (`, at);
    if (typeof val === 'string') writeCode(val, at, cx);
    else out.write(String(val), at);
    out.write('\n),', at);
  }
  out.write('}, () => ', at);
  writeBlock(node.block ?? { type: 'Block', nodes: [] }, at, cx);
  out.write(', ', at);
  if (node.args !== null) writeCode(node.args, at, cx);
  out.write('\n);\n', at);
}

/** An included template is rendered with all that is known where it stands. */
function writeInclude(node: PugInclude, cx: PugWriting): void {
  const at = cx.offsetOf(node);
  const index = cx.includes.get(node) ?? 0;
  const earlier = [...cx.includes.values()].filter((one) => one < index).map((one) => `...$included${one}`);
  const known = [...earlier, ...cx.given].join(', ');
  cx.out.write(`$included${index} = $template${index}({ ${known} });\n`, at);
  if (node.block) writePugNodes(node.block.nodes, cx);
}
