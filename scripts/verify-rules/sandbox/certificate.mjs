/** A self-signed certificate, made anew in every process: nobody trusts it, and nobody has to. */
import { generateKeyPairSync, sign } from 'node:crypto';

/** The key and certificate of the server that answers in the place of all others. */
export function makeCertificate() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const facts = sequence(der(INTEGER, Buffer.of(1)), ECDSA_WITH_SHA256, NOBODY, VALIDITY, NOBODY, key);
  const signature = Buffer.concat([Buffer.of(0), sign('sha256', facts, privateKey)]);
  const certificate = sequence(facts, ECDSA_WITH_SHA256, der(BIT_STRING, signature)).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
  };
}

const [INTEGER, BIT_STRING, UTC_TIME, SEQUENCE] = [0x02, 0x03, 0x17, 0x30];
const ECDSA_WITH_SHA256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
const NOBODY = sequence();
const VALIDITY = sequence(...['200101000000Z', '491231235959Z'].map((time) => der(UTC_TIME, Buffer.from(time))));

function sequence(...parts) {
  return der(SEQUENCE, Buffer.concat(parts));
}

function der(tag, content) {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}
