// @vitest-environment happy-dom
import { render, type VNode } from 'preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { CaptureSection } from '../../../../components/capture/CaptureSection.tsx';
import { SitesSection } from '../../../../components/capture/SitesSection.tsx';
import { IntervalsAccessBanner } from '../../../../components/pages/IntervalsAccessBanner.tsx';
import { NotInPrivateWindow } from '../../../../components/pages/PrivateWindow.tsx';
import { ProblemSentence } from '../../../../components/text/ProblemSentence.tsx';
import { captureSettings } from '../../../../lib/features/capture/settings.ts';
import type { PlainProblem } from '../../../../lib/platform/problem.ts';
import { fakePermissions } from '../../../support/fake-permissions.ts';

const pages: HTMLElement[] = [];

afterEach(() => {
  for (const page of pages.splice(0)) {
    render(null, page);
    page.remove();
  }
});

function show(what: VNode): HTMLElement {
  const page = document.createElement('div');
  pages.push(page);
  document.body.append(page);
  render(what, page);
  return page;
}

describe('A16 a problem that a permission solves', () => {
  const GARMIN = 'https://connect.garmin.com/*';

  test.each<[PlainProblem, string, string]>([
    [{ kind: 'no-access', site: 'Garmin Connect', origins: [GARMIN] }, 'Allow Garmin Connect', GARMIN],
    [{ kind: 'no-access', site: 'ntfy.sh', origins: ['https://ntfy.sh/*'] }, 'Allow ntfy.sh', 'https://ntfy.sh/*'],
    [{ kind: 'downloads-denied' }, 'Allow downloads', 'downloads'],
  ])('is shown with a button that asks for it: %o', async (problem, label, permission) => {
    const permissions = fakePermissions();
    const page = show(<ProblemSentence problem={problem} />);
    const button = page.querySelector('button');
    expect(button?.textContent).toBe(label);
    button?.click();
    await vi.waitFor(() => expect(permissions.requested).toEqual([permission]));
  });

  test('has no button where no permission would help', () => {
    expect(show(<ProblemSentence problem={{ kind: 'no-access' }} />).querySelector('button')).toBeNull();
    expect(show(<ProblemSentence problem={{ kind: 'no-tab', site: 'Strava' }} />).querySelector('button')).toBeNull();
  });

  test('is named in the options where downloads are to be uploaded', async () => {
    const permissions = fakePermissions();
    Object.assign(fakeBrowser, { extension: { isAllowedFileSchemeAccess: async () => false } });
    await captureSettings.update({ captureDownloads: true });
    const page = show(<CaptureSection />);
    await vi.waitFor(() => expect(page.textContent).toContain('The browser no longer tells Musette about downloads'));
    page.querySelector('button')?.click();
    await vi.waitFor(() => expect(permissions.requested).toEqual(['downloads']));
    await vi.waitFor(() => expect(page.textContent).not.toContain('no longer tells'));
  });

  test('is named where a watched site lost it, and a refusal is said', async () => {
    Object.assign(fakeBrowser, { extension: { isAllowedFileSchemeAccess: async () => false } });
    const permissions = fakePermissions();
    Object.assign(fakeBrowser.permissions, { request: async () => false });
    await captureSettings.update({ captureSites: [{ host: 'rides.example.org', automatic: false }] });
    const page = show(<SitesSection />);
    await vi.waitFor(() => expect(page.textContent).toContain('no longer allows access to rides.example.org'));
    page.querySelector('button')?.click();
    await vi.waitFor(() => expect(page.textContent).toContain('The browser denied the permission.'));

    permissions.grant('*://*/*');
    await vi.waitFor(() => expect(page.textContent).not.toContain('no longer allows'));
  });

  test('is named on every page where it is the access to Intervals.icu itself', async () => {
    const permissions = fakePermissions();
    const page = show(<IntervalsAccessBanner />);
    await vi.waitFor(() => expect(page.textContent).toContain('does not allow Musette to reach Intervals.icu'));
    page.querySelector('button')?.click();
    await vi.waitFor(() => expect(page.textContent).toBe(''));
    expect(permissions.requested).toEqual(['https://intervals.icu/*']);
  });
});

describe('S11 a page of Musette in a private window', () => {
  test.each([true, false])('shows its content only elsewhere (private: %s)', inIncognitoContext => {
    Object.assign(fakeBrowser, { extension: { inIncognitoContext } });
    const page = show(
      <NotInPrivateWindow>
        <p>Outbox</p>
      </NotInPrivateWindow>,
    );
    expect(page.textContent?.includes('Outbox')).toBe(!inIncognitoContext);
    expect(page.textContent?.includes('does not work in private windows')).toBe(inIncognitoContext);
  });
});
