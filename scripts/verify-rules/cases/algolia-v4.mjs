/*
rule: services/algolia
packages: { algoliasearch: ^4 }
answers: { appid-dsn.algolia.net: false }
*/
import algoliasearch from 'algoliasearch';

const index = algoliasearch('APPID', 'dummy').initIndex('mine');
await Promise.allSettled([index.search('hi'), index.saveObject({ objectID: '1' })]);
