/**
 * Runs a bundle in this thread with every way to the network replaced: the host is told to the parent, and nothing is sent. `fetch` and
 * the browser's requests answer with an empty JSON object, so that a program goes on; sockets fail.
 */
import http from 'node:http';
import net from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
const tell = (message) => parentPort.postMessage(message);
const contact = (host) => tell({ host: String(host).toLowerCase() });
const contactUrl = (url) => {
  const { protocol, hostname } = new URL(String(url), 'http://localhost');
  if (/^(https?|wss?):$/.test(protocol)) contact(hostname);
};

globalThis.fetch = async (input) => {
  contactUrl(input instanceof Request ? input.url : input);
  return new Response('{}', { headers: { 'content-type': 'application/json' } });
};

/** What a browser or runtime constructs with a URL. */
const connecting = class {
  constructor(url) {
    contactUrl(url);
  }
  addEventListener() {}
  on() {}
  send() {}
  close() {}
};
globalThis.WebSocket = connecting;
globalThis.EventSource = connecting;
globalThis.XMLHttpRequest = class {
  open(_method, url) {
    contactUrl(url);
  }
  setRequestHeader() {}
  addEventListener() {}
  send() {}
};
Object.defineProperty(globalThis, 'navigator', { value: { sendBeacon: contactUrl, userAgent: 'test' } });

net.Socket.prototype.connect = function (...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const options =
    typeof first === 'object' ? first : { port: first, host: typeof second === 'string' ? second : 'localhost' };
  contact(options.host ?? 'localhost');
  process.nextTick(() =>
    this.destroy(Object.assign(new Error('the network is intercepted'), { code: 'ECONNREFUSED' })),
  );
  return this;
};
http.globalAgent.keepAlive = false;

process.on('uncaughtException', () => undefined);
process.on('unhandledRejection', () => undefined);

try {
  await import(workerData.bundle);
} catch (error) {
  tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
