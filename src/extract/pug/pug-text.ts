/** What a Pug template writes out beside one another: texts and expressions, which are one text, markup or not. */
import type { PugCode, PugNode, PugText } from './pug-nodes.ts';
import { writeCode } from './pug-code.ts';
import type { PugWriting } from './pug-writer.ts';

type Written = PugText | PugCode;

/** Nodes in their order, those that are one text together. */
export type PugPart =
  { readonly kind: 'run'; readonly nodes: readonly Written[] } | { readonly kind: 'node'; readonly node: PugNode };

/** Puts nodes together that write one text. */
export function textRuns(nodes: readonly PugNode[]): readonly PugPart[] {
  const parts: PugPart[] = [];
  let run: Written[] = [];
  const end = (): void => {
    if (run.length > 0) parts.push({ kind: 'run', nodes: run });
    run = [];
  };
  for (const node of nodes) {
    if (isWritten(node)) {
      run.push(node);
    } else {
      end();
      parts.push({ kind: 'node', node });
    }
  }
  end();
  return parts;
}

function isWritten(node: PugNode): node is Written {
  return node.type === 'Text' || (node.type === 'Code' && node.buffer);
}

/** Writes a text: the one of a script or style, or one that may be markup; of any other only its expressions count. */
export function writeRun(nodes: readonly Written[], cx: PugWriting): void {
  const [first] = nodes;
  if (!first) return;
  const at = cx.offsetOf(first);
  const { out, inside } = cx;
  if (inside !== null) {
    out.write(`<${inside}>{`, at);
    writeTemplate(nodes, cx);
    out.write(`}</${inside}>;\n`, at);
  } else if (nodes.some(mayBeMarkup)) {
    out.write('<div dangerouslySetInnerHTML={{ __html: ', at);
    writeTemplate(nodes, cx);
    out.write(' }} />;\n', at);
  } else {
    for (const node of nodes) {
      if (node.type === 'Code') writeExpression(node, cx);
    }
  }
}

function mayBeMarkup(node: Written): boolean {
  return node.type === 'Text' ? node.val.includes('<') : !node.mustEscape;
}

function writeTemplate(nodes: readonly Written[], cx: PugWriting): void {
  const { out, offsetOf } = cx;
  const [first] = nodes;
  const at = first ? offsetOf(first) : 0;
  out.write('`', at);
  for (const node of nodes) {
    const start = offsetOf(node);
    if (node.type === 'Text') {
      out.write(node.val.replaceAll(/[`\\$]/g, String.raw`\$&`), start);
    } else {
      out.write('${', start);
      writeCode(node.val, start, cx);
      out.write('\n}', start);
    }
  }
  out.write('`', at);
}

function writeExpression(node: PugCode, cx: PugWriting): void {
  const at = cx.offsetOf(node);
  cx.out.write('(', at);
  writeCode(node.val, at, cx);
  cx.out.write('\n);\n', at);
}
