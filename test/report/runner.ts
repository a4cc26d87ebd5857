/** How the runner of GitHub Actions reads a line of a log: the two spellings of a command, and what is escaped in them. */

/** A command as the runner understands it. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads every line of a log, as its reader breaks it; null for a line that is only text. */
export function commandsIn(log: string): readonly RunnerCommand[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => newCommand(line) ?? oldCommand(line) ?? []);
}

/** `::name key=value,key=value::message`, after blanks. */
function newCommand(line: string): RunnerCommand | null {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end < 0) return null;
  return { ...infoOf(text.slice(2, end), ','), message: unescaped(text.slice(end + 2)) };
}

/** `##[name key=value;key=value]message`, anywhere in a line. */
function oldCommand(line: string): RunnerCommand | null {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return null;
  return { ...infoOf(line.slice(start + 3, end), ';'), message: unescaped(line.slice(end + 1)) };
}

function infoOf(info: string, separator: string): Omit<RunnerCommand, 'message'> {
  const space = info.indexOf(' ');
  if (space < 0) return { name: info, properties: {} };
  const pairs = info
    .slice(space + 1)
    .split(separator)
    .map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))] as const);
  return { name: info.slice(0, space), properties: Object.fromEntries(pairs) };
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
