/** `check`: the gate. It never writes. */
import { makeCheck } from '../checked.ts';
import { checkOptionsOf } from '../gate.ts';
import type { Outcome } from '../outcome.ts';
import { reportIn } from '../reporting.ts';
import type { Session } from '../session.ts';
import type { RawOptions } from '../settings.ts';

/** Compares the code with the manifest: of the folder, or of the index; and says what is new since a revision. */
export async function check(session: Session, raw: RawOptions): Promise<Outcome> {
  const { exitCode, forms, messages, headline } = await makeCheck(session, checkOptionsOf(raw));
  const report = await reportIn(session.settings.format, session.out, forms);
  return { exitCode, report, messages, ...(headline === null ? {} : { headline }) };
}
