/** Variables that commands in configuration and scripts give: `"start": "API_URL=https://… node server.js"`, `export API_URL=…`. */
import { isData } from '../../discover/source-file.ts';
import type { Surface } from '../../identify/destination.ts';
import { EXPORT_EQUALS } from '../../lower/module.ts';
import type { LinkedModule } from '../../link/program.ts';
import { capturesAt } from '../../values/captures.ts';
import { fromParts } from '../../values/text.ts';
import { optionsOf, type Applied, type Value } from '../../values/value.ts';
import { variablesIn } from '../commands/variables.ts';
import { within } from '../composers/within.ts';
import { contained } from '../contained.ts';
import { keyPathOf } from '../key-path.ts';
import { isReadFrom } from '../read-from.ts';
import { offsetIn, type Assignment } from './assignments.ts';
import type { Reading } from './declared.ts';

/** What the commands say that rules find in files of data. */
export function assignedInCommands(reading: Reading): readonly Assignment[] {
  return reading.program.modules
    .filter(({ file }) => isData(file.kind))
    .flatMap((module) => linesOf(module, reading).flatMap((line) => assignedIn(line, module)));
}

/** The command lines of a module, as rules that compose a command capture them. */
function linesOf(module: LinkedModule, { trie, evaluation, containing }: Reading): readonly Value[] {
  return module.exports.flatMap(({ name, value }) => {
    const node = trie.exports.get(name === EXPORT_EQUALS ? 'default' : name);
    const ends = (node?.ends ?? []).filter(
      (end) => end.kind === 'sink' && end.sink.compose === 'command' && isReadFrom(end.sink, module),
    );
    if (ends.length === 0) return [];
    const applied: Applied = { module, expr: value, frame: null, as: 'value' };
    const captured = (): readonly Value[] =>
      ends.flatMap((end) => {
        const found = capturesAt(end, [applied], evaluation)?.get('command');
        return found ? [found.value, ...(found.more ?? [])] : [];
      });
    return contained({ module, at: value }, containing, captured, []);
  });
}

function assignedIn(line: Value, module: LinkedModule): readonly Assignment[] {
  return optionsOf(line).flatMap((one): readonly Assignment[] => {
    if (one.kind === 'list') return one.items.flatMap((item) => assignedIn(item, module));
    if (one.kind !== 'text') return [];
    const path = keyPathOf(one.trail, module)?.symbol ?? 'module';
    const surface = surfaceOf(path, module);
    return variablesIn(one).map(({ name, value, offset }) => {
      const at = within(one, offset);
      return {
        name,
        value: fromParts(value, at.trail),
        module,
        symbol: path === 'module' ? name : path,
        offset: offsetIn(at.trail, module),
        surface,
      };
    });
  });
}

/** What a package is started with while it is written or tested is not what it is shipped with. */
function surfaceOf(path: string, { file }: LinkedModule): Surface {
  return /(?:^|\/)package\.json$/.test(file.path) && AT_WORK.test(path) ? 'script' : file.surface;
}

const AT_WORK =
  /^scripts\.(?:[\w:.-]*[:_.-])?(?:dev|develop|development|debug|watch|local|test|tests|e2e|integration|unit|ci|lint|storybook|cypress|playwright|vitest|jest|bench|mock|migrate|seed)(?:$|[:_.-])/;
