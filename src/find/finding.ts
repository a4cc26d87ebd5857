/** A sink met in the program, with what it reaches. Plain data from here on. */
import type { How, Loads, NamedPlace, Surface, TrailStep } from '../identify/destination.ts';
import type { Outcome } from './target.ts';

/** One alternative of a site's target. */
export interface Reach {
  readonly outcome:
    | Exclude<Outcome, { kind: 'dynamic' } | { kind: 'none' }>
    /** `at`: where what is not known enters. */
    | {
        readonly kind: 'dynamic';
        readonly reason: string;
        readonly at: NamedPlace;
        /** The functions that hand it on, and the one that connects. */
        readonly through: readonly NamedPlace[];
      };
  readonly how: How;
  /** As the reports print it. */
  readonly target: string;
  /** Said by the rule, not by the code. */
  readonly isDefault: boolean;
  /** The packages whose calls give it; none if it is the sink's own. */
  readonly givenIn: readonly string[];
  readonly trail: readonly TrailStep[];
}

/** A secret that is written in the code: where, and how it begins. */
export interface LiteralCredential {
  readonly file: string;
  readonly line: number;
  readonly masked: string;
}

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly symbol: string;
  readonly surface: Surface;
  /** Absent where it may do anything. */
  readonly loads?: Loads;
  readonly component: string;
  /** `services/openai`. */
  readonly rule: string;
  readonly api: string;
  /** The npm package of the client. */
  readonly sdk: string | null;
  /** The service that the rule is about, when it is about one. */
  readonly service: string | null;
  /** Variables from which the SDK itself reads its endpoint. */
  readonly sdkEnv: readonly string[];
  readonly credentials: readonly string[];
  /** Secrets that are written in the code. */
  readonly literals: readonly LiteralCredential[];
  readonly reaches: readonly Reach[];
}
