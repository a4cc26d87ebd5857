/** What every command works with: the settings, how its output is to look, and the two ways in: manifest and scan. */
import { openRepository, type Repository } from '../discover/git/repository.ts';
import type { Format } from '../report/formats.ts';
import { PLAIN, DEFAULT_WIDTH, type Style } from '../report/style.ts';
import { paintFor } from './color.ts';
import { isContinuousIntegration, type Host, type InputStream, type OutputStream } from './host.ts';
import { limitsOf } from '../threads/memory.ts';
import { scanThreads, type ScanThreads } from '../threads/scan-threads.ts';
import { readSettings, type RawOptions, type Settings } from './settings.ts';

/** One run of one command. */
export interface Session {
  readonly settings: Settings;
  readonly version: string;
  /** How the report looks: on stdout, or in a file. */
  readonly out: Style;
  /** How messages on stderr look. */
  readonly err: Style;
  readonly isCI: boolean;
  /** Where scans are made. */
  readonly threads: ScanThreads;
  readonly stderr: OutputStream;
  /** Null where nobody can be asked: no terminal, a pipeline, a report for programs. */
  readonly stdin: InputStream | null;
  /** Variables of the process. */
  readonly variables: Host['env'];
  /** The repository of the folder, opened once; `what` needs it, as a message says. Throws SallyportError. */
  readonly repository: (what: string) => Repository;
  /** The current folder, to which paths on the command line are relative. */
  readonly folder: string;
}

/** Opens a session of a command that knows these formats. Throws SallyportError when an option is wrong. */
export function openSession(raw: RawOptions, host: Host, version: string, formats: readonly Format[]): Session {
  const settings = readSettings(raw, host, formats);
  const out = settings.output === null ? styleOf(host.stdout, host, settings) : inFile(settings);
  const err = styleOf(host.stderr, host, settings);
  const isCI = isContinuousIntegration(host);
  const isTerminal = host.stdin?.isTTY === true && host.stderr.isTTY === true;
  const canAsk = isTerminal && !isCI && settings.format === 'human' && !settings.quiet;
  const stdin = canAsk ? (host.stdin ?? null) : null;
  const repository = repositoryOf(settings.root, host.env);
  return {
    settings,
    version,
    out,
    err,
    isCI,
    threads: scanThreads(limitsOf(settings.scansAtOnce)),
    stderr: host.stderr,
    stdin,
    variables: host.env,
    repository,
    folder: host.cwd(),
  };
}

function repositoryOf(root: string, variables: Host['env']): Session['repository'] {
  let opened: Repository | null = null;
  return (what) => (opened ??= openRepository(root, variables, what));
}

function styleOf(stream: OutputStream, host: Host, settings: Settings): Style {
  const { color, verbose, quiet, ready } = settings;
  const columns = stream.columns ?? 0;
  // Narrower than this nothing can be aligned, and a line that wraps is better than one that says nothing.
  const width = columns > 0 ? Math.max(60, columns) : DEFAULT_WIDTH;
  return { paint: paintFor(stream, host, color), width, verbose, quiet, ready };
}

function inFile({ verbose, quiet, ready }: Settings): Style {
  return { ...PLAIN, verbose, quiet, ready };
}
