import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeSource, readSource } from '../../src/discover/read-source.ts';
import { repository } from './repository.ts';

const text = (content: string, lossy = false) => ({ kind: 'text', text: content, lossy });

it.each([
  ['plain text', Buffer.from('a\r\nb'), text('a\r\nb')],
  ['a byte order mark', Buffer.from('\uFEFFa'), text('a')],
  ['invalid bytes', Buffer.from([0x61, 0xff, 0x62]), text('a\uFFFDb', true)],
  ['a replacement character that was written', Buffer.from('a\uFFFD'), text('a\uFFFD')],
  ['UTF-16, little end first', Buffer.from('\uFEFFaé', 'utf16le'), text('aé')],
  ['UTF-16, big end first', Buffer.from('\uFEFFaé', 'utf16le').swap16(), text('aé')],
  ['nothing', Buffer.alloc(0), text('')],
  ['binary data', Buffer.from('a\0b'), { kind: 'foreign', what: 'binary data' }],
  [
    'binary data that is no UTF-8',
    Buffer.from([...Buffer.from('a'.repeat(200)), 0, 0xff, 0xfe]),
    { kind: 'foreign', what: 'binary data' },
  ],
  [
    'a NUL in a text',
    Buffer.from(`const key = 'a\0b'; // ${'é'.repeat(5000)}`),
    { kind: 'text', text: `const key = 'a\0b'; // ${'é'.repeat(5000)}`, lossy: false },
  ],
  ['a stream', Buffer.alloc(376 + 1, 0x47), { kind: 'foreign', what: 'an MPEG transport stream' }],
  [
    'a translation',
    Buffer.from('<?xml version="1.0"?>\n<!DOCTYPE TS><TS/>'),
    { kind: 'foreign', what: 'a Qt translation file' },
  ],
])('decodes %s', (_, bytes, expected) => {
  expect(decodeSource(bytes)).toEqual(expected);
});

it('says why there is no text', () => {
  const root = repository({ 'a.ts': 'x' });
  mkdirSync(join(root, 'folder.ts'));
  expect(readSource(root, 'a.ts')).toEqual(text('x'));
  expect(readSource(root, 'b.ts')).toEqual({ kind: 'missing' });
  expect(readSource(root, 'a.ts/b')).toEqual({ kind: 'missing' });
  expect(readSource(root, 'folder.ts')).toEqual({ kind: 'folder' });
});
