/** Where a built-in rule need not pass a lint, and why. One that passes after all makes its exception an error. */

/** `rule` is its id with the family: `services/openai`. */
export interface LintException {
  readonly lint: string;
  readonly rule: string;
  readonly reason: string;
}

const ALTERNATIVES = 'takes a URL, or else host and port; require asks for every role that it names';
const NARROWER = 'another product of the vendor under a name of its own; the narrower pattern decides';

const DECIDED = 'one client for both; vertexai and location say which of the two it asks';

/** The exceptions of the built-in rules. */
export const EXCEPTIONS: readonly LintException[] = [
  { lint: 'endpoint-required', rule: 'services/planetscale', reason: ALTERNATIVES },
  { lint: 'endpoint-required', rule: 'clients/electron', reason: ALTERNATIVES },
  { lint: 'endpoint-required', rule: 'clients/mssql', reason: ALTERNATIVES },
  { lint: 'endpoint-required', rule: 'clients/simple-get', reason: ALTERNATIVES },
  { lint: 'sinks-of-one-rule', rule: 'services/google-gemini', reason: DECIDED },
  { lint: 'sinks-of-one-rule', rule: 'services/google-vertex-ai', reason: DECIDED },
  { lint: 'wildcards', rule: 'services/alibaba-model-studio', reason: NARROWER },
  { lint: 'wildcards', rule: 'services/tencent-hunyuan', reason: NARROWER },
  { lint: 'wildcards', rule: 'services/upstash-qstash', reason: NARROWER },
  { lint: 'wildcards', rule: 'services/upstash-search', reason: NARROWER },
  { lint: 'wildcards', rule: 'services/upstash-vector', reason: NARROWER },
];
