import { cookiesOf } from '../cookies.ts';
import { htmlPage } from '../html.ts';
import { type Reply, redirect, type SiteRequest } from '../site.ts';

/** What is served at an address. The defaults make a GET that returns bytes. */
export interface Served {
  readonly bytes?: string | Uint8Array;
  /** `application/octet-stream` when left out, which browsers download. */
  readonly type?: string;
  /** The whole Content-Disposition; see `dispositions`. */
  readonly disposition?: string;
  readonly method?: 'GET' | 'POST';
  /** 302 to here. */
  readonly redirectTo?: string;
  /** Signed for one use: afterwards the address is refused as expired. */
  readonly once?: true;
  /** Sent as Content-Length, true or not. */
  readonly claimedLength?: number;
  /** After its bytes come zeros, up to the claimed length, or without end. */
  readonly padded?: true;
  /** For members: without their cookie there is a sign-in page, at this very address or after a redirect. */
  readonly membersOnly?: 'page' | 'redirect';
}

/** One address and its state. */
export class Address {
  readonly served: Served;
  #uses = 0;

  constructor(served: Served) {
    this.served = served;
  }

  answer(request: SiteRequest, member: string | undefined): Reply {
    const { method = 'GET', membersOnly, once, redirectTo } = this.served;
    if (request.method !== method && request.method !== 'HEAD') return { status: 405 };
    const isMember = member !== undefined && cookiesOf(request)[MEMBER_COOKIE] === member;
    if (membersOnly === 'redirect' && !isMember) return redirect('/login');
    if (membersOnly === 'page' && !isMember) return signInPage();
    if (request.method !== 'HEAD') this.#uses += 1;
    if (once && this.#uses > 1) return expired;
    if (redirectTo !== undefined) return redirect(redirectTo);
    return fileReply(this.served);
  }
}

/** The sign-in page: HTML with status 200. Many a `.fit` file on people's disks is such a page. */
export function signInPage(): Reply {
  return htmlPage({
    title: 'Sign in',
    body: '<h1>Sign in</h1><form method="post"><input type="password"></form>',
  });
}

/** The cookie of signed-in visitors. */
export const MEMBER_COOKIE = 'member';

function fileReply({ bytes = '', type = 'application/octet-stream', disposition, ...served }: Served): Reply {
  const { claimedLength, padded = false } = served;
  return {
    status: 200,
    headers: {
      'Content-Type': type,
      ...(disposition !== undefined && { 'Content-Disposition': disposition }),
      ...(claimedLength !== undefined && { 'Content-Length': String(claimedLength) }),
    },
    body: padded ? withPadding(Buffer.from(bytes), claimedLength ?? Infinity) : bytes,
  };
}

async function* withPadding(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  yield bytes;
  const zeros = new Uint8Array(65_536);
  for (let left = length - bytes.length; left > 0; left -= zeros.length)
    yield zeros.subarray(0, Math.min(left, zeros.length));
}

/** The text of the store that most signed addresses lead to. */
const expired: Reply = {
  status: 403,
  headers: { 'Content-Type': 'application/xml' },
  body: '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
};
