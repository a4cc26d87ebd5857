/**
 * The partitions of AWS: what stands behind the region in the hosts of its services.
 * @aws-sdk/util-endpoints 3.901.0, lib/aws/partitions.json: regionRegex, dnsSuffix.
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

/** An address of a service of AWS as the region in it is reached: `sqs.cn-north-1.amazonaws.com` ends in `.cn`. */
export function inPartition(written: string): string {
  const suffix = SUFFIXES.find(([region]) => region.test(written))?.[1];
  return suffix === undefined ? written : written.replace(/(?<=\.)amazonaws\.com(?![\w.-])/, suffix);
}

/** The same host in the partition of most regions, which the rules describe; null for any other. */
export function outOfPartition(host: string): string | null {
  const suffix = SUFFIXES.find(([region, end]) => region.test(`.${host}`) && host.endsWith(`.${end}`))?.[1];
  return suffix === undefined ? null : `${host.slice(0, -suffix.length)}amazonaws.com`;
}
