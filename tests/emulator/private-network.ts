import { BlockList, isIP } from 'node:net';
import { fitFile } from '../fixtures/recordings.ts';
import type { Reply, Site } from './site.ts';

/**
 * A server in the local network, which only a tricked client asks. It is as tempting as possible, a
 * recording at every address, so that a refusal is the client's own and no accident.
 */
export class PrivateNetwork implements Site {
  readonly hosts = ['localhost'];
  readonly isPrivate = true;
  /** What every address returns. It may not appear anywhere else. */
  readonly bytes = fitFile({ startMs: Date.UTC(2026, 0, 1), durationSecs: 30, seed: 666 });

  claims(host: string): boolean {
    return isPrivate(host);
  }

  answer(): Reply {
    const disposition = 'attachment; filename="secret.fit"';
    return {
      status: 200,
      headers: { 'Content-Type': 'application/vnd.ant.fit', 'Content-Disposition': disposition },
      body: this.bytes,
    };
  }
}

/** Loopback, private, link-local and shared addresses, and the names that never leave the local network (RFC 6761, 6762, 8375). */
function isPrivate(host: string): boolean {
  const name = host.replace(/\.$/, '').replace(/^\[|\]$/g, '');
  const family = isIP(name);
  if (family === 0) return /^localhost$|\.(localhost|local|internal|home\.arpa)$/.test(name);
  return privateAddresses.check(name, family === 4 ? 'ipv4' : 'ipv6');
}

const privateAddresses = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateAddresses.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  privateAddresses.addSubnet(net, prefix, 'ipv6');
}
