/** Syntax nodes by their place. */
import type { ts } from 'ts-morph';

/** The deepest node that covers a range; null when the file ends before it. */
export function nodeAt(file: ts.SourceFile, start: number, end: number): ts.Node | null {
  let found: ts.Node | null = null;
  let next: ts.Node | undefined = file;
  while (next) {
    const around: ts.Node = next;
    found = around === file ? found : around;
    next = around.forEachChild((child) => (child.getStart(file) <= start && child.end >= end ? child : undefined));
  }
  return found;
}
