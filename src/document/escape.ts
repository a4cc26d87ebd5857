/** Characters that JSON lets stand and a terminal or an editor obeys: C1 controls, line separators, bidirectional marks. */
const OBEYED = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** Whether a text holds a character that has to be escaped to be seen. */
export function isUnseen(text: string): boolean {
  return text.search(OBEYED) >= 0;
}

/** The same JSON with those characters escaped as JSON escapes the others. */
export function escapeUnseen(json: string): string {
  return json.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
