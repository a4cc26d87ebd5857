/*
rule: services/slack
packages: { '@slack/bolt': latest }
*/
import { App } from '@slack/bolt';

const app = new App({ token: 'xoxb-dummy', appToken: 'xapp-dummy', socketMode: true });
await Promise.race([
  app.start(),
  new Promise((resolve) => {
    setTimeout(resolve, 4000);
  }),
]);
