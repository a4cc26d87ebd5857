/** One comment on a pull request, written once and kept up to date. https://docs.github.com/en/rest/issues/comments */

/** Where the comment goes. */
export interface CommentPlace {
  /** `https://api.github.com`, or that of an own server. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly pullRequest: number;
  readonly token: string;
  /** Tells the comments of several steps of one repository apart. */
  readonly key: string;
}

/** What became of it; `refused`: the status and what the server says. */
export type Commented =
  | { readonly kind: 'written' | 'unchanged' }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string };

/** Writes the comment, or updates it. `onlyUpdate`: where there is none yet, none is made. */
export async function comment(place: CommentPlace, markdown: string, onlyUpdate: boolean): Promise<Commented> {
  const marker = `<!-- sallyport: ${place.key.replaceAll('--', '- -')} -->`;
  const body = `${marker}\n${markdown}`;
  const issue = `/repos/${place.repository}/issues/${place.pullRequest}/comments`;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const listed = await ask(place, 'GET', `${issue}?per_page=100&page=${page}`, null);
    if (listed.status !== 200) return refused(listed);
    const comments = commentsIn(listed.value);
    const own = comments.find((one) => one.body.startsWith(marker));
    if (own?.body === body) return { kind: 'unchanged' };
    if (own !== undefined) {
      const patched = await ask(place, 'PATCH', `/repos/${place.repository}/issues/comments/${own.id}`, { body });
      return patched.status === 200 ? { kind: 'written' } : refused(patched);
    }
    if (comments.length < 100) break;
  }
  if (onlyUpdate) return { kind: 'unchanged' };
  const made = await ask(place, 'POST', issue, { body });
  return made.status === 201 ? { kind: 'written' } : refused(made);
}

/** A discussion of a thousand comments has ours among the first. */
const MOST_PAGES = 10;

interface Answer {
  readonly status: number;
  readonly value: unknown;
}

async function ask({ api, token }: CommentPlace, method: string, path: string, body: object | null): Promise<Answer> {
  const response = await fetch(api + path, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'sallyport',
      'x-github-api-version': '2022-11-28',
    },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, value: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface Comment {
  readonly id: number;
  readonly body: string;
}

function commentsIn(value: unknown): readonly Comment[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((one) => {
    if (typeof one !== 'object' || one === null || !('id' in one) || !('body' in one)) return [];
    return typeof one.id === 'number' && typeof one.body === 'string' ? [{ id: one.id, body: one.body }] : [];
  });
}

function refused({ status, value }: Answer): Commented {
  const says = typeof value === 'object' && value !== null && 'message' in value ? String(value.message) : '';
  return { kind: 'refused', status, detail: says };
}
