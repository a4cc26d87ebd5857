/** Which policy counts where: that of the root, or the stricter one of a package's own manifest. */
import type { Site, Surface } from '../identify/destination.ts';
import type { Entry, Manifest, Policy } from './manifest.ts';

/** Decides whether a site must be declared. */
export type Gate = (site: Site) => boolean;

/** The policy for the code of a package. */
export function policyFor({ policy, own }: Manifest, component: string): Policy {
  return own.find(({ within }) => within.folder === component)?.policy ?? policy;
}

/** The policy for an entry: that of the file it stands in. */
export function policyOfEntry(manifest: Manifest, { within }: Entry): Policy {
  return within === null ? manifest.policy : policyFor(manifest, within.folder);
}

/** Gates on the surfaces of the policy, or on those that were asked for. */
export function gateOf(manifest: Manifest, surfaces?: readonly Surface[]): Gate {
  return ({ surface, component }) => (surfaces ?? policyFor(manifest, component).surfaces).includes(surface);
}
