/** Sites that speak unencrypted to something that is not this machine. */
import type { Site } from '../identify/destination.ts';
import { isLoopback } from './pattern.ts';

const CLEARTEXT: readonly string[] = ['http', 'ws', 'ftp', 'telnet'];

/** Decides whether a scheme is unencrypted. */
export function isCleartextScheme(scheme: string): boolean {
  return CLEARTEXT.includes(scheme);
}

/** Decides whether a site connects without encryption to anything but loopback. */
export function isCleartext(site: Site): boolean {
  const scheme = schemeOf(site);
  if (!isCleartextScheme(scheme)) return false;
  if (site.hosts.length > 0) return site.hosts.some(({ host }) => !isLoopback(host));
  // No host is known. The scheme counts only if the code writes it before the unknown part: that of a default such as
  // `process.env.API_URL ?? 'http://localhost:3000'` says nothing of what the variable holds.
  const written = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:?#]*)/i.exec(site.target);
  return written?.[1]?.toLowerCase() === scheme && !isLoopback(written?.[2] ?? '');
}

/** The scheme of a site as the manifest writes it; empty if there is none. */
export function schemeOf(site: Site): string {
  return (site.scheme ?? '').replace(/:(\/\/)?$/, '').toLowerCase();
}
