/** The difference of two texts as a patch that `git apply` takes. */

/** A file before and after; `before` null: there was none. `path`: from the root of the repository. */
export interface Patched {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
}

/** Lines around a change. */
const CONTEXT = 3;

/** More lines than this on both sides of what differs are not compared one by one. */
const MOST = 3000;

/** Gives the patch; empty when nothing differs. */
export function patchText({ path, before, after }: Patched): string {
  if (before === after) return '';
  const steps = stepsBetween(linesOf(before ?? ''), linesOf(after));
  const name = (prefix: string): string => quoted(`${prefix}/${path}`);
  const head = [
    `diff --git ${name('a')} ${name('b')}`,
    ...(before === null ? ['new file mode 100644'] : []),
    `--- ${before === null ? '/dev/null' : name('a') + tabFor(path)}`,
    `+++ ${name('b')}${tabFor(path)}`,
  ];
  return `${head.join('\n')}\n${hunksOf(steps).join('')}`;
}

interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** Lines with their ends: one without is the last. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function stepsBetween(before: readonly string[], after: readonly string[]): readonly Step[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const same = (lines: readonly string[]): readonly Step[] => lines.map((line) => ({ sign: ' ', line }));
  return [
    ...same(before.slice(0, start)),
    ...middleSteps(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

/** The longest common subsequence of lines; what is removed comes before what is added. */
function middleSteps(before: readonly string[], after: readonly string[]): readonly Step[] {
  const removed = before.map((line): Step => ({ sign: '-', line }));
  const added = after.map((line): Step => ({ sign: '+', line }));
  if (before.length === 0 || after.length === 0 || before.length > MOST || after.length > MOST) {
    return [...removed, ...added];
  }
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      steps.push({ sign: ' ', line: before[i] ?? '' });
      i += 1;
      j += 1;
    } else if (i < before.length && (j === after.length || at(i + 1, j) >= at(i, j + 1))) {
      steps.push({ sign: '-', line: before[i++] ?? '' });
    } else {
      steps.push({ sign: '+', line: after[j++] ?? '' });
    }
  }
  return steps;
}

function hunksOf(steps: readonly Step[]): readonly string[] {
  const hunks: string[] = [];
  let from = steps.findIndex(({ sign }) => sign !== ' ');
  while (from >= 0) {
    let last = from;
    for (let at = from; at < steps.length && at - last <= 2 * CONTEXT; at += 1) if (steps[at]?.sign !== ' ') last = at;
    hunks.push(hunkText(steps, Math.max(0, from - CONTEXT), Math.min(steps.length, last + CONTEXT + 1)));
    from = steps.findIndex(({ sign }, index) => index > last && sign !== ' ');
  }
  return hunks;
}

function hunkText(steps: readonly Step[], start: number, end: number): string {
  const own = steps.slice(start, end);
  const range = (without: Step['sign']): string => {
    const count = own.filter(({ sign }) => sign !== without).length;
    const first = steps.slice(0, start).filter(({ sign }) => sign !== without).length;
    return `${count === 0 ? first : first + 1},${count}`;
  };
  const lines = own.map(({ sign, line }) =>
    line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`,
  );
  return `@@ -${range('+')} +${range('-')} @@\n${lines.join('')}`;
}

/** As git writes names that hold quotes, backslashes or control characters. */
function quoted(name: string): string {
  if (!/["\\\u0000-\u001F\u007F]/.test(name)) return name;
  const escaped = name.replaceAll(/["\\\u0000-\u001F\u007F]/g, (char) =>
    char === '"' || char === '\\' ? `\\${char}` : `\\${(char.codePointAt(0) ?? 0).toString(8).padStart(3, '0')}`,
  );
  return `"${escaped}"`;
}

/** A name with spaces ends with a tab, or it would be read up to the first. */
function tabFor(path: string): string {
  return /\s/.test(path) ? '\t' : '';
}
