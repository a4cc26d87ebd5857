/** `.env` files: names and values as the dotenv package reads them, with the place of each. */
import { parse } from 'dotenv';
import { mapNode, scalarNode, type DataRead } from './data-node.ts';

/** Reads a `.env` text; a line that assigns nothing is passed over, as dotenv does. */
export function readDotenv(text: string): DataRead {
  const places = placesOf(text);
  const entries = Object.entries(parse(text)).map(([key, value]) => {
    const at = places.get(key) ?? 0;
    return { key, value: scalarNode(value, [at, at + key.length]) };
  });
  return { kind: 'documents', documents: [mapNode(entries, [0, text.length])] };
}

const ASSIGNMENT = /^[^\S\r\n]*(?:export[^\S\r\n]+)?([\w.-]+)[^\S\r\n]*(?:=|:[^\S\r\n])/gm;

/** Where each name is assigned last. */
function placesOf(text: string): ReadonlyMap<string, number> {
  return new Map(
    [...text.matchAll(ASSIGNMENT)].map((match) => [match[1] ?? '', match.index + match[0].indexOf(match[1] ?? '')]),
  );
}
