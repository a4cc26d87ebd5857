/*
rule: clients/ws
packages: { ws: latest }
*/
import { WebSocket } from 'ws';

const socket = new WebSocket('wss://live.example.com/feed');
await new Promise((resolve) => {
  socket.on('error', resolve);
});
