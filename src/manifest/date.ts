/** Dates in the manifest are calendar days, `YYYY-MM-DD`, so that they compare as text. */

/** Says what is wrong with a date, or null. */
export function dateFault(text: string): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return `"${text}" is not a date; write it as YYYY-MM-DD`;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? null : `"${text}" is not a day of the calendar`;
}

/** Counts the days from one calendar day to another; negative when that is past. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}
