/** The table of one folder. */

/** As Markdown; each median is held against that of the first command. */
export function tableOf(folder, times) {
  const medians = [...times].map(([name, seconds]) => ({ name, ...spread(seconds) }));
  const [{ median: reference }] = medians;
  const rows = medians.map(({ name, least, median, most }) => [
    name,
    ...[median, least, most].map((seconds) => seconds.toFixed(2)),
    (median / reference).toFixed(1),
  ]);
  const head = [folder, 'median, s', 'least', 'most', 'ratio'];
  return [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

function spread(seconds) {
  const sorted = seconds.toSorted((left, right) => left - right);
  return { least: sorted[0], median: sorted[sorted.length >> 1], most: sorted.at(-1) };
}
