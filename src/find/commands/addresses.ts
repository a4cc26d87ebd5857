/** What an argument of a command names, by the role that a rule gives it. */
import type { CommandRole } from '../../rules/command.ts';
import { createCodec } from '../../values/codec.ts';
import { closedText, fromParts } from '../../values/text.ts';
import { splitUrl } from '../../values/url-text.ts';
import { text, type Part, type TextValue } from '../../values/value.ts';
import { registryOf } from '../composers/image.ts';
import type { Word } from './shell.ts';

/** The address that an argument names in its role; null for none. `scheme` completes a host that is written without one. */
export function addressOf(role: CommandRole, word: Word, scheme: string | undefined): TextValue | null {
  const value = fromParts(word, null);
  switch (role) {
    case 'url':
      return urlOf(word, scheme);
    case 'address':
      return splitUrl(word) ? value : null;
    case 'connection':
      return connectionOf(word, scheme);
    case 'host':
      return word[0]?.kind === 'text' && splitUrl(word) === null
        ? prefixed(`${scheme ?? 'ssh'}://`, withoutSet(word))
        : value;
    case 'remote':
      if (splitUrl(word)) return value;
      return SCP.test(writtenStart(word)) ? ssh(word) : null;
    case 'source':
      return sourceIn(word);
    case 'package':
      return /^(?:@[\w.-]+\/)?[\w.-]+@/.test(writtenStart(word)) ? text(NPM) : null;
    case 'image': {
      const image = registryOf(value);
      return image.kind === 'text' ? image : null;
    }
  }
}

/** A URL, a host with the scheme that a command has without one, or `user@host:path`; what begins unknown may be any of them. */
function urlOf(word: Word, scheme: string | undefined): TextValue | null {
  const value = fromParts(word, null);
  if (splitUrl(word) || word[0]?.kind !== 'text') return value;
  const written = closedText(value) ?? writtenStart(word);
  if (SCP.test(written)) return ssh(word);
  return scheme === undefined || !HOST.test(written) ? null : prefixed(`${scheme}://`, word);
}

/** The address in a line of apt's sources, up to the blank behind it; what else is printed names none. */
function sourceIn(word: Word): TextValue | null {
  const codec = createCodec();
  const [, address] = /^\s*deb(?:-src)?\s(?:.*\s)?([a-z+]+:\/\/\S*)/.exec(codec.write(word) ?? '') ?? [];
  return address === undefined ? null : codec.read(address, null);
}

/** https://docs.npmjs.com/cli/using-npm/config#registry */
const NPM = 'https://registry.npmjs.org/';

/** `user@host:path`, `host:path`; a single letter is a drive. */
const SCP = /^(?:[\w.-]+@[\w.-]*|[\w.-]{2,}):(?!\/\/)/;

/** A name with a dot, or one with a port. */
const HOST = /^[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)|^[\w.-]+:\d+/;

function ssh(word: Word): TextValue {
  return prefixed(
    'ssh://',
    word.map((part): Part => (part.kind === 'text' ? { kind: 'text', text: part.text.replace(/:.*$/s, '/') } : part)),
  );
}

function prefixed(before: string, word: Word): TextValue {
  return fromParts([{ kind: 'text', text: before }, ...word], null);
}

function writtenStart(word: Word): string {
  return word.map((part) => (part.kind === 'text' ? part.text : 'x')).join('');
}

/** A URL, `host=db.acme.com dbname=shop` of libpq (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING), or a variable that holds one. */
function connectionOf(word: Word, scheme: string | undefined): TextValue | null {
  const value = fromParts(word, null);
  const [first] = word;
  if (splitUrl(word)) return value;
  if (first?.kind === 'hole') return first.hole.kind === 'env' && DATABASE_NAME.test(first.hole.name) ? null : value;
  const codec = createCodec();
  const written = codec.write(word) ?? '';
  const host = setting('host', written) ?? setting('hostaddr', written);
  const port = setting('port', written);
  if (host === undefined) return null;
  return codec.read(`${scheme ?? 'tcp'}://${host}${port === undefined ? '' : `:${port}`}`, null);
}

function setting(key: string, connection: string): string | undefined {
  const [, quoted, plain] = new RegExp(`(?:^|\\s)${key}\\s*=\\s*(?:'([^']*)'|(\\S+))`).exec(connection) ?? [];
  return quoted ?? plain;
}

/** A variable with the name of a database (`POSTGRES_DB`, `PGDATABASE`), where an address may stand as well. */
const DATABASE_NAME = /(?:DB|DATABASE|NAME|SCHEMA)$/i;

/** `set/a.acme.com,b.acme.com`: the name of a replica set stands before its hosts. */
function withoutSet(word: Word): Word {
  return word.map((part, index) =>
    index === 0 && part.kind === 'text' ? { ...part, text: part.text.replace(/^[\w.-]+\/(?=.)/, '') } : part,
  );
}
