/*
rule: services/upstash-qstash
packages: { '@upstash/qstash': latest }
explanations:
  app.example.com: QStash asks it on behalf of the program, not the program itself
*/
import { Client } from '@upstash/qstash';

const client = new Client({ token: 'dummy', retry: false });
await client.publishJSON({ url: 'https://app.example.com/jobs', body: {} });
