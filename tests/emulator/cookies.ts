/** A cookie in the shape that Playwright's `context.addCookies` and the emulator's `Visitor` take. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** With a leading dot it goes to every host below, without one to this host alone. */
  readonly domain: string;
  readonly path: '/';
  readonly secure: true;
  readonly httpOnly: boolean;
  readonly sameSite: 'Lax' | 'None' | 'Strict';
  /** The only site under which it is sent (CHIPS): an extension's background never has it. */
  readonly partitionKey?: string;
  /** A field that Playwright requires: false, because the page itself is on that site. */
  readonly _crHasCrossSiteAncestor?: false;
}

/** The value of a Set-Cookie header. */
export function setCookie(cookie: Cookie, lifeSecs?: number): string {
  const { name, value, domain, path, httpOnly, sameSite, partitionKey } = cookie;
  const parts = [`${name}=${value}`, `Path=${path}`, 'Secure', `SameSite=${sameSite}`];
  if (domain.startsWith('.')) parts.push(`Domain=${domain.slice(1)}`);
  if (httpOnly) parts.push('HttpOnly');
  if (partitionKey !== undefined) parts.push('Partitioned');
  if (lifeSecs !== undefined) parts.push(`Max-Age=${lifeSecs}`);
  return parts.join('; ');
}

/** The reverse, for a header that came from this host. A cookie that is to be deleted has no value. */
export function readSetCookie(header: string, host: string): Cookie {
  const [pair = '', ...attributes] = header.split('; ');
  const attribute = (name: string) => attributes.find(text => text.startsWith(name))?.slice(name.length + 1);
  const domain = attribute('Domain');
  return {
    name: pair.slice(0, pair.indexOf('=')),
    value: attribute('Max-Age') === '0' ? '' : pair.slice(pair.indexOf('=') + 1),
    domain: domain === undefined ? host : `.${domain}`,
    path: '/',
    secure: true,
    httpOnly: attributes.includes('HttpOnly'),
    sameSite: (attribute('SameSite') ?? 'Lax') as Cookie['sameSite'],
    ...(attributes.includes('Partitioned') && partitionedBy(host)),
  };
}

/** Stores a cookie under the site of its host. */
export function partitionedBy(host: string): Pick<Cookie, 'partitionKey' | '_crHasCrossSiteAncestor'> {
  return { partitionKey: siteOf(host), _crHasCrossSiteAncestor: false };
}

/** The cookies of a request, by name. */
export function cookiesOf({ headers }: { headers: Readonly<Record<string, string>> }): Record<string, string> {
  const pairs = (headers.cookie ?? '').split('; ').map(pair => pair.split(/=(.*)/s).slice(0, 2));
  return Object.fromEntries(pairs);
}

/** The site that a host belongs to: its last two names, which is right for every host here. */
export function siteOf(host: string): string {
  return `https://${host.split('.').slice(-2).join('.')}`;
}
