/** `description`: the servers of a description of an interface that a client is made of, and where it is loaded from. */
import { dataOfFile } from '../../values/operations/settings.ts';
import { choice, withTrail } from '../../values/text.ts';
import { join, type Trail } from '../../values/trail.ts';
import { splitUrl } from '../../values/url-text.ts';
import { NEVER, optionsOf, type Ref, type TextValue, type Value } from '../../values/value.ts';
import type { Compose, Roles } from './compose.ts';
import { serversIn } from './described-servers.ts';

export const fromDescription: Compose = (roles) => {
  const [described, loaded] = [roles.get('object'), roles.get('url')];
  if (described === null && loaded === null) return null;
  const servers = [
    ...(described ? optionsOf(described).flatMap((one) => serversOf(one, roles)) : []),
    ...(loaded ? optionsOf(loaded).filter((one) => isLoaded(one, roles)) : []),
  ];
  return servers.length === 0 ? NEVER : choice(servers);
};

/** What is no file of the repository is loaded while the program runs. */
function isLoaded(value: Value, { evaluation }: Roles): boolean {
  return value.kind === 'hole' || (value.kind === 'text' && documentsAt(value, evaluation).length === 0);
}

/** A path names a file of the repository; what is at an address is not known. */
function serversOf(described: Value, { evaluation }: Roles): readonly Value[] {
  if (described.kind === 'hole') return [];
  if (described.kind !== 'text') return serversIn(described, evaluation);
  // What names the file is the place to look at.
  return documentsAt(described, evaluation)
    .flatMap((one) => serversIn(one, evaluation))
    .map((server) => withTrail(server, (trail) => join(described.trail, trail)));
}

function documentsAt(path: TextValue, evaluation: Roles['evaluation']): readonly Value[] {
  const ref = splitUrl(path.parts) === null ? placeOf(path.trail) : null;
  return ref === null ? [] : optionsOf(dataOfFile(path, ref, evaluation)).filter(({ kind }) => kind !== 'hole');
}

/** Where a text is written: its path is looked up beside that. */
function placeOf(trail: Trail | null): Ref | null {
  if (trail === null) return null;
  if (trail.kind === 'join') return placeOf(trail.left) ?? placeOf(trail.right);
  if (trail.from !== null) return placeOf(trail.from);
  return trail.kind === 'step' ? { module: trail.module, expr: trail.expr, frame: null } : null;
}
