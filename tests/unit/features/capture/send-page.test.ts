import { describe, expect, test } from 'vitest';
import { inspectTab, sendPage } from '../../../../lib/features/capture/send-page.ts';
import { trainingpeaks } from '../../../../lib/services/sites/trainingpeaks/trainingpeaks.ts';
import { fakeTabs } from '../../../support/browser-tabs.ts';
import { uploads } from '../../../support/uploads-driver.ts';

const APP = 'https://app.trainingpeaks.com/#calendar';
const ACTIVITY = { id: '5', athlete: '6', name: 'Easy' };

describe('S11 a page in a private window', () => {
  test('is not read, and nothing of it is kept', async () => {
    const calls = fakeTabs([{ id: 1, url: APP, incognito: true }], trainingpeaks.hosts, async () => ACTIVITY);
    expect(await inspectTab(1)).toBeUndefined();
    await expect(sendPage(1)).rejects.toMatchObject({ kind: 'private-window' });
    expect([calls.ranIn, await uploads()]).toEqual([[], []]);
  });
});

describe('A3 a page in a container', () => {
  test('offers no access for the background, whose session is another', async () => {
    fakeTabs([{ id: 1, url: APP, cookieStoreId: 'firefox-container-1' }], [], async () => ACTIVITY);
    expect(await inspectTab(1)).toMatchObject({ activity: ACTIVITY, hosts: [] });
  });

  test('in no container does', async () => {
    fakeTabs([{ id: 1, url: APP, cookieStoreId: 'firefox-default' }], [], async () => ACTIVITY);
    expect(await inspectTab(1)).toMatchObject({ activity: ACTIVITY, hosts: trainingpeaks.hosts });
  });
});
