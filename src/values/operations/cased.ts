/** `cased`: the words of a name in another notation, as change-case and lodash write them: `apiUrl` is `API_URL`. */
import type { PassThrough } from '../../rules/rule.ts';
import { closedText, mapOptions } from '../text.ts';
import { hole, text, type Value } from '../value.ts';

/** The value in the notation of a rule; what is not known as a whole is not known in another notation. */
export function cased(value: Value, { notation, digits }: Pick<PassThrough, 'notation' | 'digits'>): Value {
  return mapOptions(value, (option) => {
    const written = option.kind === 'text' ? closedText(option) : null;
    if (option.kind !== 'text' || written === null) return hole('unknown-call');
    const name = wordsOf(written, digits === 'apart').join('_');
    return { ...text(notation === 'constant' ? name.toUpperCase() : name.toLowerCase()), trail: option.trail };
  });
}

/** change-case 5.4.4, dist/index.js: split; lodash 4.18.1, words.js, makes digits words of their own. */
function wordsOf(name: string, isApart: boolean): readonly string[] {
  const split = name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll(/[^\p{L}\d]+/gu, ' ');
  return (isApart ? split.replaceAll(/(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/gu, ' ') : split).trim().split(' ');
}
