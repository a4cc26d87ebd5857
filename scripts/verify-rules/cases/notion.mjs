/*
rule: services/notion
packages: { '@notionhq/client': latest }
*/
import { Client } from '@notionhq/client';

const notion = new Client({ auth: 'dummy' });
await notion.users.list({});
