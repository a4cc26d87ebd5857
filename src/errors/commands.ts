/** What is wrong with a command, and what commands refuse. */
import type { Place, Problem } from '../identify/destination.ts';
import { problem } from './problem.ts';

/** `policy.frozen` is set. */
export function acceptFrozen(file: string): Problem {
  const hint = 'Have the manifest changed by hand, by those who own it.';
  return problem('accept-frozen', `${file} is frozen (policy.frozen), so nothing can be accepted into it`, {
    hint,
    file,
  });
}

/** A pipeline would declare what nobody has looked at. */
export function acceptInCi(file: string): Problem {
  const hint =
    'Run the same command on the branch and commit the manifest, print a patch with --patch, or allow it here with --ci-write.';
  return problem('accept-ci', `accept does not write ${file} in CI, where nobody has looked at what it declares`, {
    hint,
  });
}

/** Somebody stopped before the end. */
export function acceptStopped(file: string): Problem {
  return problem('accept-stopped', `stopped; nothing was written to ${file}`, {});
}

/** The selector names nothing that the scan found. */
export function acceptUnknown(selector: string, near: readonly string[]): Problem {
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Run `sallyport scan` to see what is reached.';
  return problem('accept-unknown', `nothing in this repository reaches ${selector}`, { hint });
}

/** A selector that needs a reason has none. */
export function acceptReason(selector: string, covers: readonly string[] = []): Problem {
  const hint = 'Say why with --reason "…", in your own words.';
  const much = covers.length === 0 ? '' : `; of what was found it would cover ${covers.join(', ')}`;
  return problem('accept-reason', `${selector} cannot be accepted without a reason${much}`, { hint });
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

/** A command, option or argument that does not exist or does not fit. */
export function usage(message: string, hint: string): Problem {
  return problem('usage', message, { hint });
}

/** `--cwd` names nothing, or no folder. */
export function cwdUnusable(folder: string, detail: string): Problem {
  return problem('cwd-unusable', `--cwd ${folder}: ${detail}`, { hint: 'Name the folder of the repository to scan.' });
}

/** `--component` names no workspace package; `near`: those that look like it. */
export function noSuchComponent(glob: string, near: readonly string[]): Problem {
  const hint =
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Give the folder or the name of a workspace package.';
  return usage(`--component ${glob} is no workspace package of this repository`, hint);
}

/** There is no manifest, and the command needs one. `isNamed`: by `--manifest`. */
export function manifestAbsent(file: string, isNamed: boolean): Problem {
  const where = isNamed ? `--manifest ${file} does not exist` : `there is no ${file} here`;
  return problem('manifest-absent', where, { hint: 'Run `sallyport init` to write one from what the code reaches.' });
}

/** A package is checked without the manifest that it inherits from. `up` and `down`: from the one folder to the other. */
export function manifestAlone(file: string, up: string, down: string): Problem {
  return problem('manifest-alone', `${file} does not count here: only what stands in this folder is judged`, {
    // No command in backquotes: such a one would get the options of this run.
    hint: `To judge this package with what it inherits: sallyport check --cwd ${up} --component ${down}`,
    severity: 'warning',
  });
}

/** A new manifest of a package needs to know which. */
export function initOfSeveral(named: string): Problem {
  return usage(
    `--component ${named} is not one package with a folder of its own`,
    'Name one: each has its own manifest.',
  );
}

/** What is accepted for several packages at once has no one file to go to. */
export function acceptForSeveral(files: readonly string[]): Problem {
  return usage(
    `--component names several packages, and not one manifest for all of them: ${files.join(', ')}`,
    'Name one package, or leave out --component to declare it for all in the manifest at the root.',
  );
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

/** Nothing can be called stale from a part of the repository. */
export function pruneOfPart(): Problem {
  return usage(
    'prune looks at the whole repository',
    'Leave out --component: other packages may need what this one does not.',
  );
}

/** A bug in Sallyport. */
export function internalError(detail: string, version: string): Problem {
  return problem('internal', `internal error: ${detail}`, {
    hint: `This is a bug in Sallyport ${version}. Run it again with --verbose and report the stack trace.`,
  });
}

/** There is not enough memory for a scan; `most`: what it may take, in megabytes. */
export function outOfMemory(most: number): Problem {
  return problem('out-of-memory', `the scan needs more than the ${Math.round(most)} MB of memory that it may take`, {
    hint: 'Scan on a machine or in a container with more memory, give Node more (NODE_OPTIONS=--max-old-space-size=MB), or leave folders out with `ignore` in egress.yaml.',
  });
}
