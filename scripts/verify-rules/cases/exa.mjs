/*
rule: services/exa
packages: { exa-js: latest }
*/
import Exa from 'exa-js';

const client = new Exa('dummy');
await client.search('hi');
