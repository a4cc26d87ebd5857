/*
rule: services/algolia
packages: { algoliasearch: ^4 }
*/
import algoliasearch from 'algoliasearch';

const client = algoliasearch('APPID', 'dummy');
await client.initIndex('mine').search('hi');
