/** Files of variables that a shell text writes: `cat > .env <<EOF`. */

/** A variable of such a file, and where in it that is written. */
export interface WrittenVariable {
  readonly name: string;
  readonly value: string;
  readonly index: number;
}

const LINE = /^[^\S\n]*(?:export +)?([A-Z_][A-Z\d_]*)=([^\n]*?)\s*$/gm;

/** The variables of a here-document; `expand` gives what a variable of the shell stands for. */
export function variablesWritten(body: string, expand: (name: string) => string): readonly WrittenVariable[] {
  return [...body.matchAll(LINE)].map(({ 1: name = '', 2: value = '', index }) => {
    const bare = value.replace(/^(["'])(.*)\1$/, '$2');
    return { name, value: bare.replaceAll(/\$\{?([A-Za-z_]\w*)\}?/g, (_, one: string) => expand(one)), index };
  });
}
