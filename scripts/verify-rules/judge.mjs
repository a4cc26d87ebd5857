/** Compares what is claimed with what was tried. */
import { covers, foundHost, isLoopback, parsePattern } from '../../dist/manifest/pattern.js';

/** Each difference with its explanation, or null where the case has none; what is explained without need is a fault too. */
export function judge(claimed, tried, explanations) {
  const more = claimed.filter((pattern) => !tried.some((host) => isCovered(pattern, host)));
  const less = tried.filter((host) => !claimed.some((pattern) => isCovered(pattern, host)));
  const explain = (host) => explanations[host] ?? null;
  return {
    claimsMore: more.map((host) => ({ host, explanation: explain(host) })),
    triesMore: less.map((host) => ({ host, explanation: explain(host) })),
    unneeded: Object.keys(explanations).filter((host) => !more.includes(host) && !less.includes(host)),
  };
}

/** The verdict in words. */
export function verdictOf({ claimsMore, triesMore }) {
  const words = [claimsMore.length > 0 ? 'claims more' : '', triesMore.length > 0 ? 'tries more' : ''];
  return words.filter(Boolean).join(', ') || 'agree';
}

/** All names of this machine are one. */
function isCovered(pattern, host) {
  if (isLoopback(host)) return isLoopback(pattern);
  const result = parsePattern(pattern);
  return result.kind === 'pattern' && covers(result.pattern, foundHost({ host, port: null }, null));
}
