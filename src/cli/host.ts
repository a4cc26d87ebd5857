/** The process as an argument: tests pass a fake one, and nothing else in the program touches the real one. */

/** A stream that text is written to. */
export interface OutputStream {
  write(text: string): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where answers come from. */
export type InputStream = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** What the command line needs of `process`. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Left out where nobody can be asked. */
  readonly stdin?: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  cwd(): string;
  exitCode?: number | string | null | undefined;
}

/** Decides whether this run is one of continuous integration. */
export function isContinuousIntegration({ env }: Host): boolean {
  return isSet(env.CI) || isSet(env.GITHUB_ACTIONS);
}

/** Decides whether a variable is set to anything but a word for no. */
function isSet(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false', 'no'].includes(value.toLowerCase());
}
