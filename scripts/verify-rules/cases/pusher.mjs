/*
rule: services/pusher
packages: { pusher: latest }
*/
import Pusher from 'pusher';

const pusher = new Pusher({ appId: '1', key: 'key', secret: 'secret', cluster: 'eu', useTLS: true });
await pusher.trigger('channel', 'event', {});
