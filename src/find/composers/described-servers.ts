/** The servers that a description of an interface names: `servers` of OpenAPI 3 and AsyncAPI, `host` of Swagger 2. */
import { anyMember } from '../../values/operations/any-members.ts';
import { contentsOf } from '../../values/operations/contents.ts';
import { memberOf } from '../../values/operations/members.ts';
import type { Evaluation } from '../../values/evaluation.ts';
import { choice, closedText, concatenate, withTrail } from '../../values/text.ts';
import { optionsOf, text, type Value } from '../../values/value.ts';
import { withScheme } from './host-port.ts';

/** One value for each server of a description, with each value that its variables are said to have; a relative one stays relative. */
export function serversIn(document: Value, evaluation: Evaluation): readonly Value[] {
  if (memberOf(document, 'asyncapi', evaluation).kind === 'text') return brokersIn(document, evaluation);
  if (closedText(memberOf(document, 'swagger', evaluation)) === '2.0') return hostIn(document, evaluation);
  return serverLists(document, evaluation)
    .flatMap((list) => (list.kind === 'list' ? list.items : []))
    .flatMap(optionsOf)
    .flatMap((server) => addressesOf(server, 'url', document, evaluation));
}

/** Of the whole, of a path, and of an operation: the innermost counts for each request. */
function serverLists(document: Value, evaluation: Evaluation): readonly Value[] {
  const paths = membersOf(memberOf(document, 'paths', evaluation), evaluation);
  const operations = paths.flatMap((path) => membersOf(path, evaluation));
  return [document, ...paths, ...operations].map((one) => memberOf(one, 'servers', evaluation));
}

function hostIn(document: Value, evaluation: Evaluation): readonly Value[] {
  const host = memberOf(document, 'host', evaluation);
  if (host.kind !== 'text') return [];
  const [scheme = 'https'] = optionsOf(anyMember(memberOf(document, 'schemes', evaluation), evaluation)).flatMap(
    (one) => (one.kind === 'text' ? (closedText(one) ?? []) : []),
  );
  return [concatenate([text(`${scheme}://`), host])];
}

/** Of AsyncAPI servers have names: since 3 a `host` and a `pathname`, before that a `url`, which mostly leaves the scheme to `protocol`. */
function brokersIn(document: Value, evaluation: Evaluation): readonly Value[] {
  return membersOf(memberOf(document, 'servers', evaluation), evaluation).flatMap((one) => {
    const server = referred(one, document, evaluation);
    const named = memberOf(server, 'protocol', evaluation);
    const protocol = named.kind === 'text' ? named : text('tcp');
    return ['url', 'host']
      .flatMap((name) => addressesOf(server, name, document, evaluation))
      .map((address) => withScheme(address, protocol));
  });
}

function membersOf(value: Value, evaluation: Evaluation): readonly Value[] {
  const { fields, others } = contentsOf(value, evaluation);
  return [...fields.values(), ...others];
}

/** The scheme and authority of an address, or the beginning of one that a variable holds. */
const AUTHORITY = /^[^/]*(?:\/\/[^/]*)?/;

const VARIABLE = /(\{[^{}]+\})/;

/** What a server has under a name, its variables filled in where they decide who is reached; one that says nothing of its values stays. */
function addressesOf(server: Value, name: string, document: Value, evaluation: Evaluation): readonly Value[] {
  return optionsOf(memberOf(server, name, evaluation)).flatMap((address) => {
    if (address.kind !== 'text') return [];
    const written = closedText(address);
    const [authority] = AUTHORITY.exec(written ?? '') ?? [];
    if (written === null || authority === undefined || !VARIABLE.test(authority)) return [address];
    const variables = memberOf(server, 'variables', evaluation);
    const pieces = authority.split(VARIABLE).map((piece) => {
      const variable = memberOf(variables, piece.slice(1, -1), evaluation);
      return VARIABLE.test(piece) ? valuesOf(referred(variable, document, evaluation), piece, evaluation) : text(piece);
    });
    const filled = concatenate([...pieces, text(written.slice(authority.length))]);
    return optionsOf(withTrail(filled, () => address.trail));
  });
}

/** The default of a variable and all that it may be. */
function valuesOf(variable: Value, piece: string, evaluation: Evaluation): Value {
  const all = [
    memberOf(variable, 'default', evaluation),
    anyMember(memberOf(variable, 'enum', evaluation), evaluation),
  ];
  const known = all.flatMap(optionsOf).flatMap((one) => {
    const isNumber = one.kind === 'constant' && typeof one.value === 'number';
    return isNumber || (one.kind === 'text' && closedText(one) !== '')
      ? [text(closedText(one) ?? String(isNumber && one.value))]
      : [];
  });
  return known.length === 0 ? text(piece) : choice(known);
}

/** What a reference inside of the document (`$ref: '#/components/servers/main'`) stands for; anything else is itself. */
function referred(value: Value, document: Value, evaluation: Evaluation): Value {
  const reference = closedText(memberOf(value, '$ref', evaluation));
  if (reference?.startsWith('#/') !== true) return value;
  const names = reference.slice(2).split('/');
  return names.reduce((inner, name) => memberOf(inner, name, evaluation), document);
}
