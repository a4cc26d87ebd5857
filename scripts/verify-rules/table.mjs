/** docs/verification.md: a row for each case; those that were not run keep theirs. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const PAGE = new URL('../../docs/verification.md', import.meta.url);
const COLUMNS = ['case', 'rule', 'packages', 'date', 'claimed', 'tried', 'verdict', 'explanation'];
const HEAD = new URL('page.md', import.meta.url);

/** Writes the rows of the results over those that the page has; `ids` are all cases that there are. */
export function writeTable(results, ids) {
  const rows = new Map([...readRows(), ...results.map((result) => [result.id, rowOf(result)])]);
  const lines = ids.flatMap((id) => rows.get(id) ?? []);
  const agreed = lines.filter((line) => line.includes('| agree |')).length;
  const count = `${lines.length} cases: ${agreed} agree, ${lines.length - agreed} differ in a way that is explained or open.`;
  const table = [line(COLUMNS), line(COLUMNS.map(() => '---')), ...lines].join('\n');
  writeFileSync(PAGE, `${readFileSync(HEAD, 'utf8').trimEnd()}\n\n${count}\n\n${table}\n`);
}

function readRows() {
  if (!existsSync(PAGE)) return [];
  return readFileSync(PAGE, 'utf8')
    .split('\n')
    .flatMap((text) => {
      const id = /^\| `([^`]+)` \|/.exec(text)?.[1];
      return id === undefined ? [] : [[id, text]];
    });
}

function rowOf({ id, rule, versions, date, claimed, tried, verdict, explanation }) {
  return line([`\`${id}\``, rule, list(versions), date, list(claimed), list(tried), verdict, explanation]);
}

function list(items) {
  return items.map((item) => `\`${item}\``).join(', ');
}

function line(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
