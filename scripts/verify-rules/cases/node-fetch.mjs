/*
rule: clients/node-fetch
packages: { node-fetch: latest }
*/
import fetch from 'node-fetch';

await fetch('https://api.example.com/things');
