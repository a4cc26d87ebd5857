/*
rule: clients/ky
packages: { ky: ^1 }
*/
import ky from 'ky';

const client = ky.create({ prefixUrl: 'https://api.example.com', retry: 0 });
await client.get('things').json();
