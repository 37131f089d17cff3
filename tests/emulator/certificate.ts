import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/**
 * Makes a throw-away certificate for these hosts. `spki` is the hash that Chromium's
 * `--ignore-certificate-errors-spki-list` takes: it trusts this one key and nothing else.
 */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Musette emulator' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map(value => ({ type: 2, value })) }],
  });
  const publicKey = new X509Certificate(made.cert).publicKey.export({ type: 'spki', format: 'der' });
  const spki = createHash('sha256').update(publicKey).digest('base64');
  return { key: made.private, cert: made.cert, spki };
}

/** PEM texts of a key and its certificate, and the base64 SHA-256 of its SubjectPublicKeyInfo. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly spki: string;
}
