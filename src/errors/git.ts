/** What keeps a revision or the index from being judged. */
import type { Problem } from '../identify/destination.ts';
import { problem } from './problem.ts';

/** There is no git on this machine. `what`: the option or command that needs it. */
export function gitMissing(what: string): Problem {
  return problem('git-missing', `${what} needs git, which is not installed here`, {
    hint: 'Install git, or run `sallyport check`, which judges the folder as it stands.',
  });
}

/** The folder belongs to no repository, or git refuses to look at it. */
export function notRepository(what: string, detail: string): Problem {
  const owned = detail.includes('dubious ownership');
  const reason = owned ? 'git does not trust a repository that another user owns' : 'this folder is in none';
  return problem('not-a-repository', `${what} needs a git repository: ${reason}`, {
    hint: owned
      ? 'Run `git config --global --add safe.directory FOLDER` as the user that runs Sallyport.'
      : 'Name a folder of the repository with --cwd, or run `sallyport check`, which judges the folder as it stands.',
  });
}

/** A name that is no commit of this clone. */
export function unknownRevision(name: string, isShallow: boolean): Problem {
  return problem('unknown-revision', `${name} is no commit of this clone`, {
    hint: isShallow
      ? 'The clone is shallow: fetch it first (`git fetch --depth=1 origin REVISION`, or `fetch-depth: 0` for actions/checkout).'
      : 'Name a branch, tag or commit that is there; `git fetch` gets what is not.',
  });
}

/** Two commits without a common ancestor. */
export function unrelated(name: string): Problem {
  return problem('no-merge-base', `${name} and HEAD have no commit in common`, {
    hint: 'Name a commit of the same history with --base.',
  });
}

/** No commit has been made yet. */
export function noCommit(what: string): Problem {
  return problem('no-commit', `${what} needs a commit to compare with, and there is none yet`, {
    hint: 'Commit first, or run `sallyport check`.',
  });
}

/** Files that a merge has left in conflict; the index has several versions of them. */
export function unmerged(files: readonly string[]): Problem {
  const [first = ''] = files;
  const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
  return problem('unmerged', `${first}${more} is in conflict, so the index is no commit yet`, {
    hint: 'Resolve the conflict and `git add` the file.',
    file: first,
  });
}

/** git has failed at something that it should be able to do. */
export function gitFailed(doing: string, detail: string): Problem {
  return problem('git-failed', `git could not ${doing}: ${detail.split('\n', 1)[0] ?? ''}`, {
    hint: 'Run the command again; `git fsck` says whether the repository is whole.',
  });
}

/** In a shallow clone it is not known where a branch began. */
export function baseAssumed(name: string): Problem {
  return problem(
    'base-assumed',
    `The clone is shallow, so this is compared with ${name} itself and not with where it was left`,
    {
      hint: 'With the whole history (`fetch-depth: 0`) what others have added there since is left out.',
      severity: 'warning',
    },
  );
}

/** The manifest of the state that is compared with has problems. */
export function baseManifestBroken(file: string, name: string): Problem {
  return problem('base-manifest', `${file} cannot be read as it is in ${name}, so what changed in it is not known`, {
    severity: 'warning',
  });
}

/** Part of the state that is compared with could not be judged. */
export function baseUnjudged(name: string): Problem {
  return problem('base-unjudged', `Part of ${name} could not be judged, so what is called new here may not be`, {
    severity: 'warning',
  });
}

/** The manifest that would make the check pass is not in the index. */
export function manifestNotStaged(file: string): Problem {
  return problem('manifest-not-staged', `${file} declares it in the work tree, and the commit would not contain that`, {
    hint: `Run \`git add ${file}\`.`,
    file,
  });
}
