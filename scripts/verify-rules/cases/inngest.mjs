/*
rule: services/inngest
packages: { inngest: latest }
explanations:
  api.inngest.com: asked when serve() registers the functions of the app
*/
import { Inngest } from 'inngest';

const inngest = new Inngest({ id: 'mine', eventKey: 'dummy', isDev: false });
await inngest.send({ name: 'hi', data: {} });
