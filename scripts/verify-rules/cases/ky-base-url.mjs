/*
rule: clients/ky
packages: { ky: latest }
*/
import ky from 'ky';

const client = ky.create({ baseUrl: 'https://api.example.com', retry: 0 });
await client.get('things').json();
