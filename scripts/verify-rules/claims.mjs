/** What Sallyport says of the code of a case: the same scan that users run. */
import { scan } from '../../dist/index.js';

/** What stands for a host of which the analysis does not know more. */
export const ANY_HOST = '(unknown)';

/** The host patterns that the scan of `folder` finds, sorted, and the rules and services that it names. */
export async function claimsOf(folder) {
  const { destinations, problems } = await scan({ cwd: folder });
  const error = problems.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw new Error(`scan: ${error.message}`);
  const hosts = new Set(destinations.flatMap((one) => (one.hosts.length > 0 ? one.hosts : [ANY_HOST])));
  const rules = new Set(destinations.flatMap((one) => one.sites.map(({ rule }) => rule)));
  return { hosts: [...hosts].toSorted(), rules };
}
