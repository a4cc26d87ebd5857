/** Secrets that stand in code are never shown: names of what carries them are. */

/**
 * The same text with secrets replaced; everything else stays, so that lines can be recognised. Secrets are passwords in URLs and connection strings, texts given to what
 * is named like a secret, and keys that their issuers made recognisable.
 */
export function redact(text: string): string {
  return text
    .replaceAll(/(:\/\/[^/\s:@'"`{}]*):([^@\s'"`{}]+)@/g, '$1:***@')
    .replaceAll(/\b(AccountKey|SharedAccessKey|Password|pwd)=([^;'"`\s]+)/gi, '$1=***')
    .replaceAll(NAMED, '$1***$2')
    .replaceAll(ISSUED, '$1***');
}

/** `apiKey: '…'`, `const TOKEN = "…"`, `'x-api-key': '…'`. */
const NAMED =
  /(\b\w*(?:api-?_?key|access_?key|secret|token|passw(?:or)?d|authorization)\w*['"]?\]?\s*[:=]\s*['"`](?:Bearer )?)[^'"`\s$]{12,}(['"`])/gi;

/**
 * OpenAI and Anthropic, Stripe, GitHub, GitLab, Slack, AWS, Google, SendGrid, Hugging Face, Groq, JSON Web Tokens (RFC 7519): by the
 * prefixes that their documentation gives.
 */
const ISSUED =
  /\b(sk-(?:proj-|ant-)?|[sr]k_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AKIA|AIza|SG\.|hf_|gsk_|eyJ)[\w.-]{12,}/g;
