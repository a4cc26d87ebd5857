/**
 * Regions whose hosts are written otherwise than those of most: the partitions of AWS, by what stands behind the region in the hosts of its
 * services (@aws-sdk/util-endpoints 3.901.0, lib/aws/partitions.json: regionRegex, dnsSuffix), and the locations of Google that are more
 * than one region (@ai-sdk/google-vertex 5.0.141, dist/index.js; @anthropic-ai/vertex-sdk 1.1.3, client.js; @langchain/google-common 2.3.2).
 */

/** The region that a host names and the suffix of its partition, in the place of `amazonaws.com`. */
const SUFFIXES: readonly (readonly [RegExp, string])[] = [
  [/[./-]cn-[a-z]+-\d+\./, 'amazonaws.com.cn'],
  [/[./-]us-iso-[a-z]+-\d+\./, 'c2s.ic.gov'],
  [/[./-]us-isob-[a-z]+-\d+\./, 'sc2s.sgov.gov'],
  [/[./-]eu-isoe-[a-z]+-\d+\./, 'cloud.adc-e.uk'],
  [/[./-]us-isof-[a-z]+-\d+\./, 'csp.hci.ic.gov'],
  [/[./-]eusc-de-[a-z]+-\d+\./, 'amazonaws.eu'],
];

/** An address as the region in it is reached: `sqs.cn-north-1.amazonaws.com` ends in `.cn`, `global-aiplatform.googleapis.com` has no region. */
export function inPartition(written: string): string {
  const suffix = SUFFIXES.find(([region]) => region.test(written))?.[1];
  if (suffix !== undefined) return written.replace(/(?<=\.)amazonaws\.com(?![\w.-])/, suffix);
  return written
    .replace(/(?<=\/\/)global-(?=[a-z]+\.googleapis\.com)/, '')
    .replace(/(?<=\/\/)(us|eu)-aiplatform(?=\.googleapis\.com)/, 'aiplatform.$1.rep');
}

/** The same host in the partition of most regions, which the rules describe; null for any other. */
export function outOfPartition(host: string): string | null {
  const suffix = SUFFIXES.find(([region, end]) => region.test(`.${host}`) && host.endsWith(`.${end}`))?.[1];
  return suffix === undefined ? null : `${host.slice(0, -suffix.length)}amazonaws.com`;
}
