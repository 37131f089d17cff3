import { Problem } from './problem.ts';

/**
 * Rejects addresses that are not on the public internet: a link could otherwise make the browser fetch from the user's own
 * network. `URL` has normalized the spelling (decimal, octal and hexadecimal numbers, upper case). A public name that DNS
 * resolves to a private address cannot be recognized here.
 * @throws {Problem} `forbidden-address`
 */
export function assertPublicAddress(url: URL): void {
  if (isForbiddenAddress(url)) throw new Problem('forbidden-address', { site: url.hostname });
}

/** Whether an address is not on the public internet, or has another scheme or credentials. */
export function isForbiddenAddress({ protocol, hostname, username, password }: URL): boolean {
  if (protocol !== 'https:' && protocol !== 'http:') return true;
  if (username !== '' || password !== '') return true;
  // "localhost." and "localhost" are the same host.
  const host = hostname.replace(/\.+$/, '').toLowerCase();
  if (host.startsWith('[')) return isPrivateV6(parseV6Groups(host.slice(1, -1)));
  const octets = parseV4Octets(host);
  return octets ? isPrivateV4(octets) : isLocalName(host);
}

/** Names of local networks; names without a dot are resolved there first. */
const isLocalName = (host: string): boolean => !host.includes('.') || LOCAL_NAMES.test(`.${host}`);

/**
 * Names that home routers answer, and names that no public name server has
 * (https://www.iana.org/assignments/special-use-domain-names, 2026-11).
 */
const LOCAL_NAMES =
  /\.(localhost|local|localdomain|internal|intranet|private|lan|home|corp|home\.arpa|fritz\.box|ip|test|invalid|onion|alt)$/;

function parseV4Octets(host: string): number[] | undefined {
  return /^\d+(\.\d+){3}$/.test(host) ? host.split('.').map(Number) : undefined;
}

/** Special-purpose addresses (https://www.iana.org/assignments/iana-ipv4-special-registry, 2026-11). */
function isPrivateV4([a = 0, b = 0, c = 0]: number[]): boolean {
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 192 && b === 0 && (c === 0 || c === 2)) ||
    (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) ||
    (a === 203 && b === 0 && c === 113) ||
    a >= 224
  );
}

/**
 * Public addresses are in 2000::/3; in prefixes that contain an IPv4 address, that address decides
 * (https://www.iana.org/assignments/iana-ipv6-special-registry, 2026-11).
 */
function isPrivateV6(groups: number[]): boolean {
  const [first = 0, second = 0] = groups;
  const isWrappedPrivate = (at: number) =>
    isPrivateV4([groups[at] ?? 0, groups[at + 1] ?? 0].flatMap(group => [group >> 8, group & 0xff]));
  if (first === 0x2002) return isWrappedPrivate(1);
  if (first === 0x64 && second === 0xff9b) return isWrappedPrivate(6);
  const isMapped = groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff;
  if (isMapped) return isWrappedPrivate(6);
  // Teredo and other tunnels, identifiers that are not routed, and examples in documents.
  if (first === 0x2001 && (second < 0x200 || second === 0xdb8)) return true;
  return first < 0x2000 || first >= 0x3fff;
}

/** The eight groups of an address as `URL` writes it: hexadecimal, with at most one "::". */
function parseV6Groups(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const parseGroups = (part: string) => (part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16)));
  if (tail === undefined) return parseGroups(head);
  const [before, after] = [parseGroups(head), parseGroups(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
