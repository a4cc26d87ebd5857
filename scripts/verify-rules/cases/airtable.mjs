/*
rule: services/airtable
packages: { airtable: latest }
*/
import Airtable from 'airtable';

const base = new Airtable({ apiKey: 'dummy' }).base('appDummy');
await base('Things').select().firstPage();
