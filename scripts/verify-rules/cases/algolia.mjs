/*
rule: services/algolia
packages: { algoliasearch: latest }
answers: { appid-dsn.algolia.net: false }
*/
import { algoliasearch } from 'algoliasearch';

const client = algoliasearch('APPID', 'dummy');
await Promise.allSettled([
  client.searchSingleIndex({ indexName: 'mine', searchParams: { query: 'hi' } }),
  client.saveObject({ indexName: 'mine', body: { objectID: '1' } }),
]);
