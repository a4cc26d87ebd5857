/** Whether a drift came with a change, or was there before. */
import type { Drift } from './drift.ts';

/** Decides whether what a drift is about was no drift of that kind before. `before`: that of the state compared with. */
export function isNewDrift(drift: Drift, before: readonly Drift[]): boolean {
  const same = before.filter(({ kind, destination, entry }) =>
    kind !== drift.kind ? false : drift.destination === null ? entry === drift.entry : destination !== null,
  );
  const names = new Set(same.flatMap(({ hosts, env }) => [...hosts, ...env.map((name) => `env:${name}`)]));
  const own = [...drift.hosts, ...drift.env.map((name) => `env:${name}`)];
  if (drift.destination === null) return same.length === 0;
  if (own.length > 0) return own.some((name) => !names.has(name));
  return !same.some(({ destination }) => destination === drift.destination);
}
