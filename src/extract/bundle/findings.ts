/** What a bundle reaches for certain, as findings like any other. */
import type { SourceFile } from '../../discover/source-file.ts';
import type { Finding } from '../../find/finding.ts';
import { readTarget, type Outcome } from '../../find/target.ts';
import { redact } from '../../parse/redact.ts';
import { positionAt, sourceText, type SourceText } from '../../parse/source-text.ts';
import { render } from '../../values/render.ts';
import { fromParts } from '../../values/text.ts';
import type { TextValue } from '../../values/value.ts';
import { clearSinks, type ClearSink } from './clear-sinks.ts';

/** One finding for each host of a bundle, at the first place that names it. */
export function bundleFindings(file: SourceFile, text: string): readonly Finding[] {
  const source = sourceText(text);
  const found = new Map<string, Finding>();
  for (const sink of clearSinks(text)) {
    const value = valueOf(sink);
    const outcome = readTarget(value, {});
    if (outcome.kind !== 'external') continue;
    const key = outcome.hosts.map(({ host, port }) => `${host}:${port ?? ''}`).join();
    if (!found.has(key)) found.set(key, findingOf(file, source, sink, outcome, value));
  }
  return [...found.values()];
}

function valueOf({ address, isOpen }: ClearSink): TextValue {
  const rest = [{ kind: 'hole', hole: { kind: 'unknown', reason: 'unknown-call' } }] as const;
  return fromParts([{ kind: 'text', text: address }, ...(isOpen ? rest : [])], null);
}

function findingOf(
  file: SourceFile,
  source: SourceText,
  { offset, api, rule }: ClearSink,
  outcome: Extract<Outcome, { kind: 'external' }>,
  value: TextValue,
): Finding {
  const position = positionAt(source, offset);
  const text = redact(source.text.slice(Math.max(0, offset - BEFORE), offset + AFTER).replace(/\s+/g, ' '));
  return {
    file: file.path,
    ...position,
    symbol: 'module',
    surface: file.surface,
    component: file.component,
    rule,
    api: `${api} in bundled code`,
    sdk: null,
    service: null,
    sdkEnv: [],
    credentials: [],
    literals: [],
    reaches: [
      {
        outcome,
        how: 'literal',
        target: redact(render(value)),
        isDefault: false,
        givenIn: [],
        trail: [{ file: file.path, line: position.line, text }],
      },
    ],
  };
}

/** So much of a line that may be a megabyte long is shown around a place. */
const BEFORE = 40;
const AFTER = 100;
