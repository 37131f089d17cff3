import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { escapeHtml, htmlPage, jsonElement } from '../html.ts';
import type { Reply } from '../site.ts';
import type { GarminActivity } from './activity.ts';
import type { Session } from './sessions.ts';

/**
 * The shell of the single-page app: the token in its meta tag, a few globals, a policy that lets the page connect to
 * itself only (a saved page of 2026-03-19), and a script that shows the list or the activity.
 */
export function shell({ csrfToken }: Session, activities: readonly GarminActivity[], displayName: string): Reply {
  const nonce = randomBytes(12).toString('base64');
  const globals = { USE_DI_SESSION: true, URL_BUST_VALUE: BUILD, VIEWER_SOCIAL_PROFILE: { displayName } };
  const shown = activities.map(({ id, name, owner }) => ({ id, name, mine: owner === 'me' }));
  return htmlPage({
    title: 'Garmin Connect',
    head:
      `<meta name="csrf-token" content="${escapeHtml(csrfToken)}">` +
      `<script nonce="${nonce}">Object.assign(window, ${JSON.stringify(globals)});</script>`,
    body:
      `<div id="root"></div>${jsonElement('activities', shown)}` +
      `<script nonce="${nonce}" src="/web-react/main.${BUILD}.js"></script>`,
    headers: {
      'Content-Security-Policy': `default-src 'self'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:`,
    },
  });
}

/** The page's script, which does what the site's own does. */
export function script(): Reply {
  return { status: 200, headers: { 'Content-Type': 'text/javascript; charset=utf-8' }, body: pageScript };
}

/** Where the shell sends visitors who are signed out; it has no token (seen 2026-08-17). */
export function signInDoor(ssoHost: string, service: string): Reply {
  const address = `https://${ssoHost}/portal/sso/en-US/sign-in?clientId=GarminConnect&service=${encodeURIComponent(service)}`;
  return htmlPage({ title: 'Garmin Connect', body: `<a href="${escapeHtml(address)}">Sign In</a>` });
}

/** The form of the sign-in host. It asks for no password: nothing here is protected. */
export function signInForm(): Reply {
  return htmlPage({
    title: 'GARMIN Authentication Application',
    body: '<h1>Sign In</h1><form method="post"><button>Sign In</button></form>',
  });
}

const BUILD = '5.22.0.21b';
const pageScript = readFileSync(new URL('./page.js', import.meta.url), 'utf8');
