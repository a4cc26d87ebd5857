export interface RequestOptions {
  readonly body: unknown;
  readonly token?: string;
  readonly timeout?: number;
}

/** Every outgoing JSON request of ours goes through here: one place for time-outs and errors. */
export async function request(base: string, path: string, options: RequestOptions): Promise<unknown> {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    },
    body: JSON.stringify(options.body),
    signal: AbortSignal.timeout(options.timeout ?? 10_000),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}
