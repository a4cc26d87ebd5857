/** What is compared between two states of the code. */
import type { Destination, Site } from '../identify/destination.ts';
import type { Need } from '../manifest/needs.ts';

/** One thing that has to be declared, with everything that reaches it. */
export interface Use {
  readonly selector: string;
  readonly need: Need;
  readonly destination: Destination;
  readonly sites: readonly Site[];
}
