/**
 * Preloaded into a process of its own: every way out is replaced. The host that is asked for is told to the parent before any name is
 * looked up, and every connection ends in a server of this process. Sockets are below http, https, http2, tls, fetch, WebSocket and
 * undici, wherever it is installed, so these need nothing of their own.
 */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import process from 'node:process';
import tls from 'node:tls';
import { promisify } from 'node:util';
import { tellHost } from './tell.mjs';
import { startServer } from './server.mjs';

const port = await startServer(JSON.parse(process.env.VERIFY_ANSWERS ?? '{}'));
/** The made-up addresses that lookups answered, for clients that connect to an address afterwards. */
const hostOfAddress = new Map();

interceptSockets();
trustEverybody();
interceptNames();
interceptDatagrams();
interceptPrograms();
refuseAddons();
syncBuiltinESMExports();

function interceptSockets() {
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function redirected(...args) {
    const given = Array.isArray(args[0]) ? args[0] : args;
    const { path, host = 'localhost' } = typeof given[0] === 'object' ? given[0] : placeOf(given);
    if (typeof path === 'string') {
      process.nextTick(() => this.destroy(failure('ECONNREFUSED', `no connection to ${path}`)));
      return this;
    }
    tellHost(hostOfAddress.get(host) ?? host);
    const listener = given.find((value) => typeof value === 'function');
    return connect.call(this, { host: '127.0.0.1', port }, listener);
  };
}

/** Some clients demand a certificate that is valid, whatever the environment says; the server here has none. */
function trustEverybody() {
  const { connect } = tls;
  const trusting = { rejectUnauthorized: false, checkServerIdentity: () => undefined };
  tls.connect = (...args) => {
    const socket = connect(
      ...args.map((value) => (value !== null && typeof value === 'object' ? { ...value, ...trusting } : value)),
    );
    return socket.prependListener('secureConnect', () => {
      socket.authorized = true;
    });
  };
}

/** `connect(port, host)` and `connect(path)`. */
function placeOf([first, second]) {
  if (Number.isNaN(Number(first))) return { path: first };
  return typeof second === 'string' ? { host: second } : {};
}

function interceptNames() {
  dns.lookup = (host, options, callback) => {
    const done = callback ?? options;
    const address = addressOf(host);
    process.nextTick(() => (options?.all === true ? done(null, [{ address, family: 4 }]) : done(null, address, 4)));
  };
  dns.promises.lookup = async (host, options) => {
    const found = { address: addressOf(host), family: 4 };
    return options?.all === true ? [found] : found;
  };
  dns.lookup[promisify.custom] = dns.promises.lookup;
  for (const holder of [dns, dns.Resolver.prototype]) {
    replaceQueries(holder, (host, callback) => process.nextTick(callback, noAnswer(host)));
  }
  for (const holder of [dns.promises, dns.promises.Resolver.prototype]) {
    replaceQueries(holder, (host) => Promise.reject(noAnswer(host)));
  }
}

function replaceQueries(holder, answer) {
  for (const name of Object.getOwnPropertyNames(holder)) {
    if (!/^(resolve|reverse)/.test(name)) continue;
    holder[name] = (host, ...rest) => {
      // `_mongodb._tcp.cluster.example.com` asks for the servers of cluster.example.com.
      tellHost(host.replace(/^(_[^.]+\.)+/, ''));
      return answer(host, rest.at(-1));
    };
  }
}

function addressOf(host) {
  if (net.isIP(host)) return host;
  if (host === 'localhost') return '127.0.0.1';
  tellHost(host);
  const count = hostOfAddress.size + 1;
  // 198.18.0.0/15 is kept for tests of this kind.
  const address = `198.18.${count >> 8}.${count & 255}`;
  hostOfAddress.set(address, host);
  return address;
}

function noAnswer(host) {
  return failure('ENOTFOUND', `no answer about ${host}`);
}

function failure(code, message) {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}

function interceptDatagrams() {
  dgram.Socket.prototype.connect = function connect(_port, address, callback) {
    tellHost(typeof address === 'string' ? address : 'localhost');
    const listener = [address, callback].find((value) => typeof value === 'function');
    process.nextTick(() => listener?.());
  };
  dgram.Socket.prototype.send = function send(_message, ...rest) {
    const address = rest.find((value) => typeof value === 'string');
    if (address !== undefined) tellHost(address);
    const listener = rest.find((value) => typeof value === 'function');
    process.nextTick(() => listener?.(null, 0));
  };
}

/** A program that is started would be out of sight; as on a machine that has none, it is not found. */
function interceptPrograms() {
  const { spawn } = childProcess.ChildProcess.prototype;
  childProcess.ChildProcess.prototype.spawn = function refused(options) {
    return spawn.call(this, { ...options, file: '/no/program/is/started/here' });
  };
  for (const name of ['execFileSync', 'execSync', 'spawnSync']) {
    childProcess[name] = () => {
      throw failure('ENOENT', 'no program is started here');
    };
  }
}

/** What is compiled for the machine has ways out of its own. */
function refuseAddons() {
  process.dlopen = (_module, file) => {
    throw failure('ERR_DLOPEN_FAILED', `no addon is loaded here: ${file}`);
  };
}
