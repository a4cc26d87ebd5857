/*
rule: services/inngest
packages: { inngest: latest }
*/
import { Inngest } from 'inngest';

const inngest = new Inngest({ id: 'mine', eventKey: 'dummy', isDev: false });
await inngest.send({ name: 'hi', data: {} });
