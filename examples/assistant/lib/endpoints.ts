/** The services that we call without an SDK. */
export const endpoints = {
  voyage: 'https://api.voyageai.com/v1',
  segment: 'https://api.segment.io/v1',
} as const;
