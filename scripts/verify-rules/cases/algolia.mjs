/*
rule: services/algolia
packages: { algoliasearch: latest }
*/
import { algoliasearch } from 'algoliasearch';

const client = algoliasearch('APPID', 'dummy');
await client.searchSingleIndex({ indexName: 'mine', searchParams: { query: 'hi' } });
