/** What a report for people needs to know of where it is read. */

/** Paints a text; an instance of Chalk is one. */
interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** How a report for people is to look. */
export interface Style {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Completes a suggested command with what it must repeat, such as `--cwd`. */
  readonly ready: (command: string) => string;
}

/** The width where no terminal says another. */
export const DEFAULT_WIDTH = 100;

/** No colour, the default width: files, tests. */
export const PLAIN: Style = {
  paint: { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same },
  width: DEFAULT_WIDTH,
  verbose: false,
  quiet: false,
  ready: same,
};

function same(text: string): string {
  return text;
}
