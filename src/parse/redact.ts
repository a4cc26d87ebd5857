/** Secrets that stand in a URL or connection string are never shown: names of what carries them are. */

/** The same text with passwords and keys replaced; everything else stays, so that lines can be recognised. */
export function redact(text: string): string {
  return text
    .replaceAll(/(:\/\/[^/\s:@'"`{}]*):([^@\s'"`{}]+)@/g, '$1:***@')
    .replaceAll(/\b(AccountKey|SharedAccessKey|Password|pwd)=([^;'"`\s]+)/gi, '$1=***');
}
