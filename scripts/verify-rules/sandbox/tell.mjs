/** What a sandbox tells its parent: a line of JSON each on file descriptor 3, written before anything else happens. */
import { writeSync } from 'node:fs';

/** Tells that a host was asked for. */
export function tellHost(host) {
  tell({ host: host.toLowerCase().replace(/\.$/, '') });
}

/** Tells why the code of a case ended early. */
export function tellFailure(error) {
  tell({ failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
}

function tell(message) {
  writeSync(3, `${JSON.stringify(message)}\n`);
}
