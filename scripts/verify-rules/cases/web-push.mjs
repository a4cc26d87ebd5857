/*
rule: clients/web-push
packages: { web-push: latest }
*/
import { createECDH, randomBytes } from 'node:crypto';
import webPush from 'web-push';

const { publicKey, privateKey } = webPush.generateVAPIDKeys();
const device = createECDH('prime256v1');
const keys = { p256dh: device.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
webPush.setVapidDetails('mailto:me@example.com', publicKey, privateKey);
await webPush.sendNotification({ endpoint: 'https://push.example.com/device', keys }, 'hi');
