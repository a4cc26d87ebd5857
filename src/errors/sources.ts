/** What keeps files from being judged. */
import type { Place, Problem } from '../identify/destination.ts';
import { problem } from './problem.ts';

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

/** What a call does could not be followed to its end, so nothing is known of it. `gates`: it stands on a surface that must be judged. */
export function tooDeep(file: string, line: number, column: number, gates: boolean): Problem {
  return problem(
    'too-deep',
    `${file}:${line}:${column} leads deeper than can be followed; what it reaches is not known`,
    {
      hint: 'Simplify what leads to it, or leave the file out with an `ignore` entry in egress.yaml.',
      severity: gates ? 'error' : 'warning',
      file,
      line,
      column,
    },
  );
}

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

/** Configuration or a stylesheet that is larger than any that people write. */
export function largeFile(file: string): Problem {
  return problem('too-large', `${file} is larger than 512 kB and was not read`, {
    hint: 'Split it, or leave it out with an `ignore` entry in egress.yaml.',
    severity: 'warning',
    file,
  });
}

/** Clients that one sentence names. */
const MOST_NAMED = 3;

/** A secret stands in the code. `who` is what it is for, `masked` how it begins. */
export function literalCredential(file: string, line: number, who: readonly string[], masked: string): Problem {
  const more = who.length - MOST_NAMED;
  const named = more > 0 ? `${who.slice(0, MOST_NAMED).join(', ')} and ${more} more` : who.join(', ');
  return problem('literal-credential', `${file}:${line} holds a credential for ${named}: ${masked}`, {
    hint: 'Read it from a variable or a secret store, and have this one revoked: the history of the repository keeps it.',
    severity: 'warning',
    file,
    line,
  });
}

/** The browser will refuse a request: no policy of the package allows it. `place`: the policy. */
export function policyForgets(place: Place, host: string, directive: string, from: string): Problem {
  const { file, line } = place;
  return problem(
    'policy-forgets',
    `${file}:${line} the content security policy refuses ${host} (${directive}), which ${from} asks for`,
    {
      hint: "Add the host to the policy, or remove the request. Where the page is served from that host, 'self' allows it.",
      severity: 'warning',
      file,
      line,
    },
  );
}

/** A policy allows what no code of the repository asks for. */
export function policyInVain({ file, line }: Place, sources: readonly string[]): Problem {
  return problem(
    'policy-in-vain',
    `${file}:${line} the content security policy allows what no code here asks a browser for: ${sources.join(', ')}`,
    {
      hint: 'Remove it, unless a script from elsewhere needs it.',
      severity: 'warning',
      file,
      line,
    },
  );
}

/** Minified or bundled code: its sources are judged, or the package that it came from is. `hosts`: what it reaches for certain. */
export function bundledFile(file: string, hosts: readonly string[]): Problem {
  return problem('bundled', `${file} is bundled code, not analysed${clearHosts(hosts)}`, {
    hint: 'Keep build output out of the repository, or leave the file out with an `ignore` entry in egress.yaml.',
    severity: 'warning',
    file,
  });
}

/** A folder whose code comes from elsewhere; likewise. */
export function vendoredFolder(folder: string, hosts: readonly string[]): Problem {
  return problem('vendored', `${folder}/ holds vendored code, not analysed${clearHosts(hosts)}`, {
    hint: 'Scan it by itself with --cwd, or say why it is left out with an `ignore` entry in egress.yaml.',
    severity: 'warning',
    file: folder,
  });
}

/** A component whose template is not understood. `why`: what about it. */
export function partlyRead(file: string, why: string): Problem {
  return problem('not-read', `The template of ${file} was read only in part: ${why}`, {
    hint: 'Its script and what stands in plain attributes is in this report; declare by hand what else it reaches.',
    severity: 'warning',
    file,
  });
}

/** Configuration of which a part is not understood. `why`: what about it. */
export function configurationPartlyRead(file: string, why: string): Problem {
  return problem('not-read', `${file} was read only in part: ${why}`, {
    hint: 'What stands there gives no variable a value in this report; declare by hand what they reach.',
    severity: 'warning',
    file,
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

/** Only what stands literally at a sink is looked for in such code. */
function clearHosts(hosts: readonly string[]): string {
  return hosts.length === 0 ? '; no host stands at a clear sink' : `; at clear sinks stand ${hosts.join(', ')}`;
}
