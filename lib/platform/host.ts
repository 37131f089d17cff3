/** The host of an address, also of a blob's; undefined where it has none. */
export function getHost(address: string): string | undefined {
  const url = URL.parse(address.replace(/^blob:/, ''));
  // "example.com." and "example.com" are one host: the dot only says that the name is complete (RFC 1034, 3.1).
  return url?.hostname ? url.hostname.replace(/\.$/, '') : undefined;
}
