/**
 * Every problem that Sallyport can report, each built by one function: a code that tests match, a sentence, a hint.
 * Messages name the file, the line where there is one, and what to do.
 */
import type { Place, Problem } from './identify/destination.ts';

/** Ends a command with exit code 2 and its problems on stderr: Sallyport could not judge. */
export class SallyportError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.name = 'SallyportError';
    this.problems = problems;
  }
}

interface ProblemParts {
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly severity?: 'error' | 'warning';
}

/** Builds a problem; the factories below are its only callers, so codes stay in one list. */
function problem(code: string, message: string, parts: ProblemParts = {}): Problem {
  return {
    code,
    severity: parts.severity ?? 'error',
    message,
    hint: parts.hint ?? null,
    file: parts.file ?? null,
    line: parts.line ?? null,
    column: parts.column ?? null,
  };
}

/** Neither parser accepts the file. `gates`: it stands on a surface that must be judged. */
export function parseFailed(file: string, line: number, column: number, detail: string, gates: boolean): Problem {
  return problem('parse-failed', `${file}:${line}:${column} cannot be parsed: ${detail}`, {
    hint: 'Fix the syntax, or leave the file out with an `ignore` entry in egress.yaml.',
    severity: gates ? 'error' : 'warning',
    file,
    line,
    column,
  });
}

// Discovery.

/** The folder to scan is not there, or is not a folder. */
export function rootUnreadable(detail: string): Problem {
  return problem('root-unreadable', `The folder to scan cannot be read: ${detail}`, {
    hint: 'Name an existing folder with --cwd.',
  });
}

/** A file or folder cannot be read. `gates`: it stands, or may stand, on a surface that must be judged. */
export function unreadableFile(file: string, detail: string, gates: boolean): Problem {
  return problem('unreadable', `${file} cannot be read (${detail})`, {
    hint: 'Give the user that runs Sallyport the right to read it, or leave it out with an `ignore` entry in egress.yaml.',
    severity: gates ? 'error' : 'warning',
    file,
  });
}

/** Some bytes of a file are not UTF-8; the rest of it was analysed. */
export function invalidUtf8(file: string): Problem {
  return problem('invalid-utf8', `${file} is not valid UTF-8; bytes that could not be read were replaced`, {
    hint: 'Save the file as UTF-8.',
    severity: 'warning',
    file,
  });
}

/** The name says source code and the content says something else: video, a translation file. */
export function foreignFile(file: string, what: string): Problem {
  return problem('not-source', `${file} is ${what}, not source code`, { severity: 'warning', file });
}

/** Minified or bundled code: its sources are judged, or the package that it came from is. */
export function bundledFile(file: string): Problem {
  return problem('bundled', `${file} is bundled or minified code and was not analysed`, {
    hint: 'Keep build output out of the repository, or leave the file out with an `ignore` entry in egress.yaml.',
    severity: 'warning',
    file,
  });
}

/** A folder whose code comes from elsewhere. */
export function vendoredFolder(folder: string): Problem {
  return problem('vendored', `${folder}/ holds vendored code and was not analysed`, {
    hint: 'Scan it by itself with --cwd, or say why it is left out with an `ignore` entry in egress.yaml.',
    severity: 'warning',
    file: folder,
  });
}

/** A submodule, or a repository inside this one. */
export function nestedRepository(folder: string): Problem {
  return problem('nested-repository', `${folder} is a repository of its own and was not analysed`, {
    hint: 'Scan it by itself with --cwd, or say why it is left out with an `ignore` entry in egress.yaml.',
    severity: 'warning',
    file: folder,
  });
}

/** A symbolic link that leaves the scanned folder; links are never followed. */
export function linkOutside(file: string): Problem {
  return problem('link-outside', `${file} is a symbolic link that leaves the scanned folder and was not analysed`, {
    hint: 'Scan the folder that holds both, or copy the code.',
    severity: 'warning',
    file,
  });
}

/** A package.json or workspace file that cannot be understood: components and versions would be wrong. */
export function brokenManifest(file: string, line: number, column: number, detail: string, gates: boolean): Problem {
  return problem('broken-manifest', `${file}:${line}:${column} cannot be parsed: ${detail}`, {
    hint: 'Fix the syntax.',
    severity: gates ? 'error' : 'warning',
    file,
    line,
    column,
  });
}

/** A lock file that cannot be understood; versions come from the declared ranges instead. */
export function brokenLockfile(file: string, line: number, column: number, detail: string): Problem {
  return problem('broken-lockfile', `${file}:${line}:${column} cannot be parsed: ${detail}`, {
    hint: 'Install again with your package manager.',
    severity: 'warning',
    file,
    line,
    column,
  });
}

// The manifest: each with file, line and column; the command cannot judge (exit 2).

/** The manifest has no content. */
export function manifestEmpty(file: string): Problem {
  return problem('manifest-empty', `${file}:1:1 is empty`, {
    hint: 'Run `sallyport init --force` to write one, or begin with `version: 1`.',
    file,
    line: 1,
    column: 1,
  });
}

/** The manifest is not YAML. */
export function manifestSyntax(place: Place, detail: string): Problem {
  return manifestProblem('manifest-syntax', place, detail, 'Fix the YAML there.');
}

/** One mapping has a key twice: which of them counts, readers disagree on. */
export function manifestDuplicateKey(place: Place, key: string): Problem {
  return manifestProblem('manifest-duplicate-key', place, `"${key}" stands here a second time`, 'Keep one of the two.');
}

/** An anchor, an alias or a tag: an entry must say by itself what it allows. */
export function manifestAlias(place: Place, what: string): Problem {
  const hint = 'Write the value out: each entry stands on its own, for people and for editing commands.';
  return manifestProblem('manifest-alias', place, `${what} cannot be used in the manifest`, hint);
}

/** A key that the format does not have. `owner`: the mapping that holds it. */
export function manifestUnknownKey(place: Place, key: string, owner: string, hint: string): Problem {
  return manifestProblem('manifest-unknown-key', place, `"${key}" is not a key of ${owner}`, hint);
}

/** A key that must be there is not. */
export function manifestMissing(place: Place, key: string, owner: string): Problem {
  return manifestProblem('manifest-missing', place, `${owner} has no "${key}"`, `Add "${key}:".`);
}

/** A format of another version. */
export function manifestVersion(place: Place, found: string): Problem {
  const detail = `version ${found} is not supported; this Sallyport reads version 1`;
  return manifestProblem(
    'manifest-version',
    place,
    detail,
    'Write `version: 1`, or use the Sallyport that wrote this file.',
  );
}

/** A value of the wrong type, or one that the key cannot have. */
export function manifestValue(place: Place, detail: string, hint: string): Problem {
  return manifestProblem('manifest-value', place, detail, hint);
}

/** Two entries have one id. */
export function manifestDuplicateId(place: Place, id: string, firstLine: number): Problem {
  const detail = `the id "${id}" is already that of the entry on line ${firstLine}`;
  return manifestProblem('manifest-duplicate-id', place, detail, 'Merge the two entries, or rename one.');
}

/** An entry that declares nothing. */
export function manifestNothingDeclared(place: Place, owner: string): Problem {
  const detail = `${owner} names neither hosts nor env, so it declares nothing`;
  return manifestProblem('manifest-nothing-declared', place, detail, 'Add `hosts:` or `env:`, or remove the entry.');
}

function manifestProblem(code: string, { file, line, column }: Place, detail: string, hint: string): Problem {
  return problem(code, `${file}:${line}:${column} ${detail}`, { hint, file, line, column });
}

// What `sallyport accept` refuses.

/** `policy.frozen` is set. */
export function acceptFrozen(file: string): Problem {
  const hint = 'Have the manifest changed by hand, by those who own it.';
  return problem('accept-frozen', `${file} is frozen (policy.frozen), so nothing can be accepted into it`, {
    hint,
    file,
  });
}

/** The selector names nothing that the scan found. */
export function acceptUnknown(selector: string, near: readonly string[]): Problem {
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Run `sallyport scan` to see what is reached.';
  return problem('accept-unknown', `nothing in this repository reaches ${selector}`, { hint });
}

/** A selector that needs a reason has none. */
export function acceptReason(selector: string): Problem {
  const hint = 'Say why with --reason "…", in your own words.';
  return problem('accept-reason', `${selector} cannot be accepted without a reason`, { hint });
}

/** A selector or an option is not well formed. */
export function acceptInvalid(what: string, detail: string): Problem {
  return problem('accept-invalid', `${what}: ${detail}`, { hint: 'See `sallyport accept --help`.' });
}

/** A `deny` entry names what should be accepted. */
export function acceptDenied(selector: string, reason: string, place: Place): Problem {
  const { file, line, column } = place;
  const hint = `Remove the call, or change the deny entry at ${file}:${line}.`;
  return problem('accept-denied', `${selector} is denied by the manifest: ${reason}`, { hint, file, line, column });
}

// The command line.

/** A command, option or argument that does not exist or does not fit. */
export function usage(message: string, hint: string): Problem {
  return problem('usage', message, { hint });
}

/** `--cwd` names nothing, or no folder. */
export function cwdUnusable(folder: string, detail: string): Problem {
  return problem('cwd-unusable', `--cwd ${folder}: ${detail}`, { hint: 'Name the folder of the repository to scan.' });
}

/** There is no manifest, and the command needs one. `isNamed`: by `--manifest`. */
export function manifestAbsent(file: string, isNamed: boolean): Problem {
  const where = isNamed ? `--manifest ${file} does not exist` : `there is no ${file} here`;
  return problem('manifest-absent', where, { hint: 'Run `sallyport init` to write one from what the code reaches.' });
}

/** `init` would overwrite a manifest. */
export function manifestExists(file: string): Problem {
  return problem('manifest-exists', `${file} is already there, and init never overwrites a manifest`, {
    hint: 'Run `sallyport check` to compare, `sallyport accept` to add to it, or `sallyport init --force` to start again.',
    file,
  });
}

/** The manifest is there and cannot be read. */
export function manifestUnreadable(file: string, detail: string): Problem {
  return problem('manifest-unreadable', `${file} cannot be read: ${detail}`, {
    hint: 'It must be a UTF-8 text file that the user who runs Sallyport may read.',
    file,
  });
}

/** A file cannot be written. */
export function unwritable(file: string, detail: string): Problem {
  return problem('unwritable', `${file} cannot be written: ${detail}`, { hint: 'Choose another place, or allow it.' });
}

/** `explain` was asked about something that the scan did not meet. */
export function explainUnknown(selector: string, near: readonly string[]): Problem {
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Run `sallyport scan` to see what is reached.';
  return problem('explain-unknown', `nothing in this repository reaches ${selector}`, { hint });
}

/** `explain` was asked about a file that was not scanned. */
export function fileNotScanned(file: string): Problem {
  return problem('file-not-scanned', `${file} was not scanned`, {
    hint: 'Name a source file relative to the scanned folder; what git ignores and what egress.yaml ignores is left out.',
  });
}

/** Part of the code could not be judged, so nothing can be called stale. */
export function pruneUnjudged(file: string): Problem {
  return problem('prune-unjudged', `nothing was removed from ${file}: what could not be judged may still need it`, {
    hint: 'Solve the problems above first.',
  });
}

/** A bug in Sallyport. */
export function internalError(detail: string, version: string): Problem {
  return problem('internal', `internal error: ${detail}`, {
    hint: `This is a bug in Sallyport ${version}. Run it again with --verbose and report the stack trace.`,
  });
}
