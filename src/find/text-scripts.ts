/**
 * Scripts in texts that are shown, served or run in a page: `res.send('<script>fetch(…)</script>')`, a `script` element whose code is a
 * text, a text that is a script by itself. Each is a program of its own, found and resolved as the script of a page is; what is not known in the text is not known in it.
 */
import { NO_ENTRIES } from '../link/entries.ts';
import { link, type LinkedModule } from '../link/program.ts';
import { lower } from '../lower/lower.ts';
import type { Parser } from '../parse/parse.ts';
import { readMarkup } from '../parse/html.ts';
import { isProduction } from '../identify/destination.ts';
import { capturesOfAll } from '../values/captures.ts';
import { createCodec, type Codec } from '../values/codec.ts';
import { optionsOf, type TextValue } from '../values/value.ts';
import { createAnalysis, type Analysis } from './analysis.ts';
import { contained } from './contained.ts';
import { find } from './find.ts';
import type { Finding } from './finding.ts';
import { asWritten, spelled, withHoles } from './page-script.ts';
import { resolve } from './resolve.ts';
import type { SinkUse } from './uses.ts';

/** What the scripts do that stand in texts of the program. */
export function findInTexts(uses: readonly SinkUse[], analysis: Analysis, parser: Parser): readonly Finding[] {
  const scripts = uses.flatMap((use) => contained(use, analysis.contained, () => scriptsOf(use, analysis), []));
  const modules = scripts.flatMap((script, index): readonly LinkedModule[] => {
    const before = scripts.findIndex((one) => one.use.module === script.use.module && one.code === script.code);
    return before < index ? [] : moduleOf(script, parser);
  });
  if (modules.length === 0) return [];
  const program = link(
    modules.map((module, id) => ({ ...module, id })),
    () => null,
  );
  const inner = createAnalysis(program, analysis.trie, analysis.applies, NO_ENTRIES, null);
  return find(program, inner).flatMap((use) => resolve(use, inner).findings);
}

interface TextScript {
  readonly use: SinkUse;
  readonly text: TextValue;
  readonly code: string;
  readonly codec: Codec;
}

function scriptsOf(use: SinkUse, analysis: Analysis): readonly TextScript[] {
  const { compose } = use.sink;
  if (compose !== 'markup' && compose !== 'script') return [];
  const captures = capturesOfAll(use.ends, use.applied, analysis.under(use.assumptions));
  const value = captures?.get(compose)?.value;
  return (value ? optionsOf(value) : []).flatMap((text): readonly TextScript[] => {
    if (text.kind !== 'text') return [];
    const codec = createCodec();
    const written = codec.write(text.parts);
    if (written === null) return [];
    if (compose === 'script') return [{ use, text, code: written, codec }];
    if (BEGINS_AS_PROGRAM.test(written)) return [{ use, text, code: written, codec }];
    if (!/<script/i.test(written)) return [];
    return readMarkup(written).scripts.map(({ code }) => ({ use, text, code, codec }));
  });
}

/** A text that is served and is no page: `res.send('(() => { … })()')`, whatever type it is said to have. What is no program after all does not parse. */
const BEGINS_AS_PROGRAM =
  /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*\n|['"]use strict['"];?)*(?:[!;+~-]?\(?(?:async\s*)?(?:function\b|\()|(?:var|let|const|import|window|document|self|globalThis)\b\s*[\w$.[({*'"=])/;

/** One that does not parse is filled in by something else first, or is no JavaScript. */
function moduleOf({ use, text, code, codec }: TextScript, parser: Parser): readonly LinkedModule[] {
  const { module } = use;
  const result = parser(`${module.path}.js`, spelled(code));
  if (result.kind === 'failed') return [];
  const { offsets, file, source, path } = asWritten(code, text, use);
  const surface = isProduction(file.surface) ? 'browser' : file.surface;
  const lowered = withHoles(lower(result.program, path), (piece) => codec.read(piece, null).parts);
  const place = (at: number): number => offsets(at);
  return [
    {
      ...lowered,
      starts: lowered.starts.map(place),
      ends: lowered.ends.map(place),
      calls: lowered.calls.map((call) => ({ ...call, symbol: use.symbol })),
      writes: lowered.writes.map((write) => ({ ...write, symbol: use.symbol })),
      id: 0,
      file: { ...file, surface },
      source,
    },
  ];
}
