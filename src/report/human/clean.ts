/**
 * Text from the scanned repository, made safe to print. A source line or file name may hold escape sequences that repaint the
 * terminal, bidirectional marks that reorder it, or words that a CI runner takes for a command.
 */

/** C0 but the tab, DEL, C1, line separators, bidirectional controls. */
const UNSAFE = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** Makes a text printable: what is unsafe stands as U+FFFD, one for one, so that columns stay. */
export function clean(text: string): string {
  return text
    .replace(UNSAFE, '\uFFFD')
    .replaceAll('##[', '#\uFFFD[')
    .replace(/^(\s*)::/, '$1\uFFFD:');
}
