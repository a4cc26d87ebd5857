/** What is wrong with a manifest, each with file, line and column: the command cannot judge (exit 2). */
import type { Place, Problem } from '../identify/destination.ts';
import { problem, problemAt } from './problem.ts';

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
  return problemAt('manifest-syntax', place, detail, 'Fix the YAML there.');
}

/** One mapping has a key twice: which of them counts, readers disagree on. */
export function manifestDuplicateKey(place: Place, key: string): Problem {
  return problemAt('manifest-duplicate-key', place, `"${key}" stands here a second time`, 'Keep one of the two.');
}

/** An anchor, an alias or a tag: an entry must say by itself what it allows. */
export function manifestAlias(place: Place, what: string): Problem {
  const hint = 'Write the value out: each entry stands on its own, for people and for editing commands.';
  return problemAt('manifest-alias', place, `${what} cannot be used in the manifest`, hint);
}

/** A key that the format does not have. `owner`: the mapping that holds it. */
export function manifestUnknownKey(place: Place, key: string, owner: string, hint: string): Problem {
  return problemAt('manifest-unknown-key', place, `"${key}" is not a key of ${owner}`, hint);
}

/** A key that must be there is not. */
export function manifestMissing(place: Place, key: string, owner: string): Problem {
  return problemAt('manifest-missing', place, `${owner} has no "${key}"`, `Add "${key}:".`);
}

/** A format of another version. */
export function manifestVersion(place: Place, found: string): Problem {
  const detail = `version ${found} is not supported; this Sallyport reads version 1`;
  return problemAt('manifest-version', place, detail, 'Write `version: 1`, or use the Sallyport that wrote this file.');
}

/** A value of the wrong type, or one that the key cannot have. */
export function manifestValue(place: Place, detail: string, hint: string): Problem {
  return problemAt('manifest-value', place, detail, hint);
}

/** Two entries have one id. */
export function manifestDuplicateId(place: Place, id: string, firstLine: number): Problem {
  const detail = `the id "${id}" is already that of the entry on line ${firstLine}`;
  return problemAt('manifest-duplicate-id', place, detail, 'Merge the two entries, or rename one.');
}

/** An entry that declares nothing. */
export function manifestNothingDeclared(place: Place, owner: string): Problem {
  const detail = `${owner} names neither hosts nor env, so it declares nothing`;
  return problemAt('manifest-nothing-declared', place, detail, 'Add `hosts:` or `env:`, or remove the entry.');
}

/** An approval still counts, and not for long. `command`: what renews it. */
export function approvalEnding(place: Place, label: string, until: string, days: number, command: string): Problem {
  const left = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
  const { file, line, column } = place;
  return problem('approval-ending', `${file}:${line}:${column} the approval of ${label} ends ${left}, on ${until}`, {
    hint: `Renew it: \`${command}\``,
    severity: 'warning',
    file,
    line,
    column,
  });
}

/** The manifest of a package asks for less than the root's. */
export function manifestLooser(place: Place, key: string, least: string): Problem {
  const detail = `policy.${key} is looser than that of the root's manifest, which a package's inherits`;
  return problemAt('manifest-looser', place, detail, `Leave it out, or ask at least for ${least}.`);
}

/** The manifest of a package speaks of packages. */
export function manifestOwnComponents(place: Place, id: string): Problem {
  const detail = `"${id}" has "components", and what a package's manifest declares is for that package alone`;
  return problemAt(
    'manifest-own-components',
    place,
    detail,
    "Remove the key, or move the entry to the root's manifest.",
  );
}
