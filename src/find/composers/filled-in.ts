/** Addresses that begin with a name which a deployment replaces in built files: `__API_URL__/v1` and `sed`, `${API_URL}` and envsubst. */
import { mapOptions } from '../../values/text.ts';
import type { Part, Value } from '../../values/value.ts';

/** The same value with such a name as the variable that it stands for; a path of the page has no name like that. */
export function withFilledIn(value: Value): Value {
  return mapOptions(value, (one) => {
    const [first, ...rest] = one.kind === 'text' ? one.parts : [];
    if (one.kind !== 'text' || first?.kind !== 'text') return one;
    const [whole, before = '', ...names] = FILLED_IN.exec(first.text) ?? [];
    const name = names.find((found) => found !== undefined);
    if (whole === undefined || name === undefined) return one;
    const parts: readonly Part[] = [
      ...textOf(before),
      { kind: 'hole', hole: { kind: 'env', name } },
      ...textOf(first.text.slice(whole.length)),
      ...rest,
    ];
    return { ...one, parts };
  });
}

function textOf(text: string): readonly Part[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/**
 * At the beginning, or where a host stands: `__API_URL__`, `${API_URL}` (https://www.gnu.org/software/gettext/manual/html_node/envsubst-Invocation.html),
 * `{{API_URL}}`, `#{API_URL}#` (https://github.com/qetza/replacetokens-task).
 */
const FILLED_IN =
  /^((?:[a-z][a-z\d+.-]*:)?\/\/)?(?:__([A-Z][A-Z\d]*(?:_[A-Z\d]+)*)__|\$\{([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)\}|\{\{ ?([A-Z][A-Z\d]*(?:_[A-Z\d]+)+) ?\}\}|#\{([A-Z][A-Z\d]*(?:_[A-Z\d]+)+)\}#)(?=$|[/:?#.])/;
