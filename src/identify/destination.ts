/** The result of a scan: plain JSON-shaped data. Everything after `identify` sees nothing else. */
import type { Category } from '../rules/vocabulary.ts';

/** Where code runs. */
export const SURFACES = ['server', 'browser', 'build', 'test', 'script', 'ci'] as const;
export type Surface = (typeof SURFACES)[number];

/** What a place may do and no more: a page loads pictures, video and sound to show them, in no frame and with no script. */
export const LOADS = ['media'] as const;
export type Loads = (typeof LOADS)[number];

/** Whether code on this surface is shipped, or makes what is: what gates unless a manifest says otherwise. */
export function isProduction(surface: Surface): boolean {
  return surface === 'server' || surface === 'browser' || surface === 'build';
}

/**
 * What is known of where a site connects to.
 * `external`: a host, or a pattern of hosts; `env`: an environment variable decides; `dynamic`: unknown, with a reason;
 * `same-origin`: relative to the page; `loopback`: this machine.
 */
export const VERDICTS = ['external', 'env', 'dynamic', 'same-origin', 'loopback'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The hardest step that was needed to learn a target. */
export const HOWS = [
  'literal',
  'constant',
  'env',
  'env-default',
  'option',
  'sdk-default',
  'wrapper',
  'type',
  'markup',
  'config',
  'process',
  'dynamic',
] as const;
export type How = (typeof HOWS)[number];

/** A place in a file; lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place by name, which moving code inside it does not change: the file and the enclosing function, method or variable. */
export interface NamedPlace {
  readonly file: string;
  readonly symbol: string;
}

/** A connection to an address that a function is given, where nothing can call that function. */
export interface Unreached extends Place, NamedPlace {
  readonly rule: string;
  readonly api: string;
}

/** One step in how a value came to be known; `text` is the source line, trimmed. */
export interface TrailStep {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A comment at a site: `sallyport: api.example.com -- sandbox only`. */
export interface SiteComment extends Place {
  /** What of it is about this site, as written: hosts, `env:NAME`, `dynamic`. */
  readonly names: readonly string[];
  readonly reason: string;
  /** The hosts among them that stand for what is not known there. */
  readonly unknown: readonly string[];
  /** Whether it says that a destination that is not known stays so. */
  readonly isDynamic: boolean;
}

/** A sink met in the program, with what it reaches. */
export interface Site extends Place {
  /** The enclosing function, method or variable; `module` at the top of a file. */
  readonly symbol: string;
  /** `services/openai`, `clients/fetch` … */
  readonly rule: string;
  /** The call as the rule writes it: `new OpenAI()`. */
  readonly api: string;
  readonly how: How;
  /** The target as far as it is known: `https://*.example.com/v1`, `{env:API_URL}/v1`. */
  readonly target: string;
  readonly surface: Surface;
  /** Absent where it may do anything. */
  readonly loads?: Loads;
  /** The functions that hand on every address that is not known here; absent where there are none. */
  readonly through?: readonly NamedPlace[];
  readonly component: string;
  /** The packages whose calls give it every address that it has; absent where some are its own. */
  readonly givenIn?: readonly string[];
  /** What this site contributes to its destination, for the comparison site by site. */
  readonly hosts: readonly HostPort[];
  /** Endpoint variables that the code itself reads here; each must be declared. */
  readonly env: readonly string[];
  readonly scheme: string | null;
  readonly trail: readonly TrailStep[];
  /** What comments declare here. */
  readonly comments?: readonly SiteComment[];
}

/** A host pattern (`*` for an unknown label or part of one) and its port; null when the port is unknown. */
export interface HostPort {
  readonly host: string;
  readonly port: number | null;
}

/** The sites that reach one party. */
export interface Destination {
  /** Stable and readable: a service id, a host pattern, `env:NAME` or `dynamic:FILE#SYMBOL`. */
  readonly id: string;
  readonly verdict: Verdict;
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
  readonly schemes: readonly string[];
  readonly service: string | null;
  readonly name: string;
  readonly category: Category | null;
  /** The npm package that the sites use, if one. */
  readonly sdk: string | null;
  /** What may configure it: read by the code, or by the SDK itself. */
  readonly env: readonly string[];
  readonly credentials: readonly string[];
  readonly surfaces: readonly Surface[];
  readonly components: readonly string[];
  readonly sites: readonly Site[];
  /** `internal`: a machine of the same deployment, which a connection does not leave. */
  readonly label?: 'internal';
  /** Why it is dynamic. */
  readonly reason?: string;
  /** Where what is not known enters, when it is dynamic: what an entry of the manifest names. */
  readonly place?: NamedPlace;
}

/** Something that kept part of the repository from being judged, or that deserves a word. */
export interface Problem {
  readonly code: string;
  /** `error`: no verdict can be given (exit 2). */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

export interface ScanSummary {
  readonly files: number;
  readonly parsed: number;
  readonly sites: number;
  readonly destinations: number;
  readonly dynamic: number;
}

/** What `scan` knows when it ends, sorted. */
export interface Inventory {
  readonly summary: ScanSummary;
  /** Every destination, also same-origin and loopback ones; reporters leave those out unless asked. */
  readonly destinations: readonly Destination[];
  readonly problems: readonly Problem[];
  /** No destinations, sorted by place. */
  readonly unreached: readonly Unreached[];
}
