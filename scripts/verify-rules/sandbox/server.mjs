/**
 * The one server of a sandbox: every connection ends here. It answers HTTP/1, HTTP/2 and gRPC, in the clear and behind TLS, so that
 * an SDK gets past its token endpoint to its API; whoever speaks another protocol is disconnected.
 */
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import { makeCertificate } from './certificate.mjs';

/** Milliseconds after which a connection is closed on which the client waits for the server to speak. */
const SILENCE = 500;

/** Starts the server; its port. `answers` are JSON bodies by host, `false` for one that is down; all other hosts answer `{}`. */
export async function startServer(answers) {
  const answer = answering(answers);
  const secure = http2.createSecureServer({ ...makeCertificate(), allowHTTP1: true }, answer);
  const servers = { plain: http.createServer(answer), prior: http2.createServer(answer), secure };
  for (const server of Object.values(servers)) server.on('sessionError', ignore).on('error', ignore);
  const front = net.createServer((socket) => hand(socket, servers));
  await new Promise((resolve) => {
    front.listen(0, '127.0.0.1', resolve);
  });
  front.unref();
  return front.address().port;
}

function ignore() {}

function hand(socket, servers) {
  socket.unref();
  socket.on('error', ignore);
  const timer = setTimeout(() => socket.destroy(), SILENCE);
  timer.unref();
  socket.once('data', (chunk) => {
    clearTimeout(timer);
    const server = serverFor(chunk, servers);
    if (server === null) return void socket.destroy();
    socket.pause();
    socket.unshift(chunk);
    server.emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}

function serverFor(chunk, { plain, prior, secure }) {
  if (chunk[0] === 0x16) return secure;
  const text = chunk.toString('latin1', 0, 12);
  if (text.startsWith('PRI * HTTP/2')) return prior;
  return /^[A-Z]+ /.test(text) && !text.startsWith('CONNECT ') ? plain : null;
}

function answering(answers) {
  return (request, response) => {
    request.resume();
    if (request.headers['content-type']?.startsWith('application/grpc')) {
      const headers = { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': PERMISSION_DENIED };
      return void response.stream?.respond(headers, { endStream: true });
    }
    const host = (request.headers[':authority'] ?? request.headers.host ?? '').replace(/:\d+$/, '');
    const answer = answers[host] ?? {};
    response.writeHead(answer === false ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  };
}

/** Clients do not try again after it. */
const PERMISSION_DENIED = '7';
