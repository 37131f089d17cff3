import { findFirefox } from '../support/browsers/find-browsers.ts';
import { launchFirefox } from '../support/browsers/firefox.ts';
import { button, type FirefoxPage } from '../support/browsers/firefox-page.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const program = findFirefox();

const SECRET = 'a-secret-of-the-app';

const labelled = (name: string) =>
  `[...document.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === '${name}')?.control`;

const type = (page: FirefoxPage, label: string, value: string) =>
  page.until(`(() => {
    const field = ${labelled(label)};
    field.value = '${value}';
    return field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  })()`);

test('Firefox shows the window in which a person grants or denies access to the app', async ({ emulator }) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  const firefox = await launchFirefox(program ?? '', emulator);
  try {
    await firefox.addCookies(emulator.signIn().cookies);
    const options = await firefox.open('options.html');
    await options.click(button('Other ways to connect'));
    await options.click(button('Use my own app'));
    const redirectUri = await options.until<string>(`${labelled('Redirect URL')}?.value`);
    expect(redirectUri).toMatch(/^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/$/);
    emulator.registerApp({ clientId: '12', secret: SECRET, name: 'My app', redirectUris: [redirectUri] });
    await type(options, 'Client ID', '12');
    await type(options, 'Client secret', SECRET);
    const ask = async () => {
      await options.click(button('Connect with this app'));
      return await firefox.opened('https://intervals.icu/oauth/authorize');
    };

    await (await ask()).click(button('Deny'));
    await options.says('Access was denied.');

    await (await ask()).close();
    await options.says('The window was closed before you answered');

    const forged = { status: 302, headers: { Location: `${redirectUri}?code=c&state=forged` } };
    emulator.fail({ match: { method: 'POST', path: '/oauth/authorize' }, reply: forged });
    await (await ask()).click(button('Allow'));
    await options.says('The sign-in response did not match the request');

    const late = emulator.fail({ match: { path: '/api/oauth/token' }, hold: true });
    await (await ask()).click(button('Allow'));
    await emulator.until(() => late.strikes === 1);
    emulator.expireCodes();
    emulator.mend();
    await options.says('It is valid for two minutes');

    const window = await ask();
    await window.click(labelled('WELLNESS:WRITE'));
    await window.click(button('Allow'));
    await options.says('Connected as Mo Example (i123456)');
    await options.says('Not allowed: Wellness.');

    expect(emulator.tokens).toHaveLength(1);
    emulator.revokeToken();
    const app = await firefox.open('app.html#calendar');
    await app.says('Intervals.icu no longer accepts this access.');
    expect(emulator.violations.filter(({ what }) => what === 'secret told')).toEqual([]);
  } finally {
    await firefox.close();
  }
});
