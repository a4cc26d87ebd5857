/*
rule: clients/got
packages: { got: latest }
*/
import got from 'got';

const client = got.extend({ prefixUrl: 'https://api.example.com', retry: { limit: 0 } });
await client.get('things').json();
