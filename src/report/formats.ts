/** The formats that a report comes in. */

/** What `--format` can be: for people, for programs, and for what shows the outcome of a pipeline. */
export const FORMATS = ['human', 'json', 'sarif', 'github', 'markdown', 'junit', 'gitlab'] as const;
export type Format = (typeof FORMATS)[number];
