/*
rule: clients/superagent
packages: { superagent: latest }
*/
import superagent from 'superagent';

await superagent.get('https://api.example.com/things');
