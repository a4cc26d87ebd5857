/** A Pug template as one program: a function of what it is rendered with, whose statements are its code, and JSX its elements. */
import type { Parser } from '../../parse/parse.ts';
import { Generated } from '../components/generated.ts';
import type { Broken, ComponentProgram } from '../components/program.ts';
import { componentName } from '../components/script.ts';
import { blocksOf, type PugBlock, type PugInclude, type PugMixin, type PugNode } from './pug-nodes.ts';
import { pugOffsets, readPug } from './pug-tree.ts';
import { mixinName, writePugNodes } from './pug-writer.ts';

/** Reads a template. */
export function readPugTemplate(path: string, text: string, parser: Parser): ComponentProgram | Broken {
  const offsetOf = pugOffsets(text);
  const tree = readPug(path, text, offsetOf, parser);
  if (tree.kind === 'failed') return { ...tree, kind: 'broken' };
  const out = new Generated(text);
  const files = [...nodesIn(tree.root)].filter(isFile);
  for (const [index, { file }] of files.entries()) {
    out.write(`import $template${index} from ${JSON.stringify(specifier(file.path))};\n`, offsetOf(file));
  }
  out.write(`export default function ${componentName(path, new Set())}($$props) {\n`, 0);
  const props = out.length;
  out.write('$$props;\n', 0);
  const template = out.length;
  for (const index of files.keys()) out.write(`let $included${index};\n`, 0);
  const mixins = tree.root.nodes.filter(isMixin).map(({ name }) => mixinName(name));
  const includes = new Map(files.map((node, index) => [node, index]));
  const given = [...new Set([...mixins, ...namesIn(tree.root)])];
  writePugNodes(tree.root.nodes, { text, out, offsetOf, includes, mixins: new Set(mixins), given, inside: null });
  const included = [...files.keys()].map((index) => `...$included${index}`);
  out.write(`return { ${[...included, ...new Set(mixins)].join(', ')} };\n}\n`, text.length);
  const names = { dialect: 'pug', props, self: null, template } as const;
  return { kind: 'component', generated: out, names, scripts: [], unread: null, comments: tree.comments };
}

/** Paths are relative to the file; those that begin with a slash are so to a folder that the program names. */
function specifier(path: string): string {
  const own = path.replace(/\.jade\.pug$/, '.jade');
  return /^[./]/.test(own) ? own : `./${own}`;
}

function isFile(node: PugNode): node is PugInclude {
  return node.type === 'Include' || node.type === 'Extends';
}

/** What is defined there, and not only called. */
function isMixin(node: PugNode): node is PugMixin {
  return node.type === 'Mixin' && !node.call;
}

/** The names that a template declares: what it includes knows them too. */
function namesIn(block: PugBlock): readonly string[] {
  return [...nodesIn(block)].flatMap((node): readonly string[] => {
    switch (node.type) {
      case 'Code':
        return [...node.val.matchAll(/\b(?:var|let|const)\s+([A-Za-z_$][\w$]*)/g)].map(([, name = '']) => name);
      case 'Each':
        return [node.val, node.key ?? ''].filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
      case 'Mixin':
        return node.call
          ? []
          : (node.args ?? '').split(',').flatMap((name) => /^\s*([A-Za-z_$][\w$]*)/.exec(name)?.[1] ?? []);
      default:
        return [];
    }
  });
}

function* nodesIn(block: PugBlock): Generator<PugNode> {
  for (const node of block.nodes) {
    yield node;
    for (const inner of blocksOf(node)) yield* nodesIn(inner);
  }
}
