/** `description`: the servers of a description of an interface (OpenAPI 3 and AsyncAPI, `servers`; Swagger 2, `host`) that a client is made of. */
import { dataOfFile } from '../../values/operations/settings.ts';
import { contentsOf } from '../../values/operations/contents.ts';
import { anyMember } from '../../values/operations/any-members.ts';
import { memberOf } from '../../values/operations/members.ts';
import { choice, closedText, concatenate, withTrail } from '../../values/text.ts';
import { join, type Trail } from '../../values/trail.ts';
import { splitUrl } from '../../values/url-text.ts';
import { NEVER, optionsOf, text, type Ref, type Value } from '../../values/value.ts';
import type { Compose, Roles } from './compose.ts';
import { withScheme } from './host-port.ts';

export const fromDescription: Compose = (roles) => {
  const described = roles.get('object');
  if (described === null) return null;
  const servers = optionsOf(described).flatMap((one) => serversOf(one, roles));
  return servers.length === 0 ? NEVER : choice(servers);
};

/** A path names a file of the repository; what is at an address is not known. */
function serversOf(described: Value, roles: Roles): readonly Value[] {
  if (described.kind !== 'text') return described.kind === 'hole' ? [] : serversIn(described, roles);
  if (splitUrl(described.parts) !== null) return [];
  const ref = placeOf(described.trail);
  const data = ref ? optionsOf(dataOfFile(described, ref, roles.evaluation)) : [];
  const servers = data.flatMap((one) => (one.kind === 'hole' ? [] : serversIn(one, roles)));
  // What names the file is the place to look at.
  return servers.map((server) => withTrail(server, (trail) => join(described.trail, trail)));
}

function serversIn(document: Value, roles: Roles): readonly Value[] {
  const { evaluation } = roles;
  if (memberOf(document, 'asyncapi', evaluation).kind === 'text') return brokersIn(document, roles);
  const list = memberOf(document, 'servers', evaluation);
  const servers = list.kind === 'list' ? list.items : [];
  const urls = servers.flatMap((server) => optionsOf(memberOf(server, 'url', evaluation)));
  const host = memberOf(document, 'host', evaluation);
  if (closedText(memberOf(document, 'swagger', evaluation)) === '2.0' && host.kind === 'text') {
    const [scheme = 'https'] = optionsOf(anyMember(memberOf(document, 'schemes', evaluation), evaluation)).flatMap(
      (one) => (one.kind === 'text' ? (closedText(one) ?? []) : []),
    );
    return [concatenate([text(`${scheme}://`), host])];
  }
  return urls.filter(({ kind }) => kind === 'text');
}

/** Of AsyncAPI servers have names: since 3 a `host` and a `pathname`, before that a `url`, which mostly leaves the scheme to `protocol`. */
function brokersIn(document: Value, { evaluation }: Roles): readonly Value[] {
  const servers = contentsOf(memberOf(document, 'servers', evaluation), evaluation);
  return [...servers.fields.values(), ...servers.others].flatMap((server) => {
    const named = memberOf(server, 'protocol', evaluation);
    const protocol = named.kind === 'text' ? named : text('tcp');
    return ['url', 'host']
      .flatMap((name) => optionsOf(memberOf(server, name, evaluation)))
      .filter((one) => one.kind === 'text')
      .map((one) => withScheme(one, protocol));
  });
}

/** Where a text is written: its path is looked up beside that. */
function placeOf(trail: Trail | null): Ref | null {
  if (trail === null) return null;
  if (trail.kind === 'join') return placeOf(trail.left) ?? placeOf(trail.right);
  if (trail.from !== null) return placeOf(trail.from);
  return trail.kind === 'step' ? { module: trail.module, expr: trail.expr, frame: null } : null;
}
