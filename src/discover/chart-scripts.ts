/** Shell scripts that a chart of Helm brings along: its templates put them into the cluster, where jobs and containers run them. */
import { posix } from 'node:path';
import { kindOf } from './skip.ts';

/** The scripts in folders of charts, among the files of the repository; those that try a chart out are none. */
export function chartScripts(listed: ReadonlySet<string>): readonly string[] {
  const charts = [...listed].filter((path) => /(?:^|\/)Chart\.ya?ml$/.test(path)).map((path) => posix.dirname(path));
  return charts.flatMap((chart) =>
    [...listed].filter((path) => {
      const inside = chart === '.' ? path : path.startsWith(`${chart}/`) ? path.slice(chart.length + 1) : '';
      return BROUGHT.test(inside) && kindOf(path) === 'shell';
    }),
  );
}

/** Where templates take files from (https://helm.sh/docs/chart_template_guide/accessing_files/): any folder but those of tests and pipelines. */
const BROUGHT = /^(?:files|config|configs|scripts|templates|bin|resources)\/(?!tests?\/)/;
