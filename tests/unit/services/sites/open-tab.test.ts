import { describe, expect, test } from 'vitest';
import { garmin } from '../../../../lib/services/sites/garmin/garmin.ts';
import { getOpenTabAccess } from '../../../../lib/services/sites/open-tab.ts';
import { trainingpeaks } from '../../../../lib/services/sites/trainingpeaks/trainingpeaks.ts';
import { fakeTabs } from '../../../support/browser-tabs.ts';

const APP = 'https://app.trainingpeaks.com/#calendar';
const GRANTED = [...trainingpeaks.pages, ...trainingpeaks.hosts];

describe('A3 a site is reached with the session of its tab', () => {
  test('alone, where the tab is in a container', async () => {
    fakeTabs([{ id: 1, url: APP, cookieStoreId: 'firefox-container-2' }], GRANTED);
    expect(await getOpenTabAccess(trainingpeaks)).toMatchObject({ hasPage: true, mayFetch: false });
  });

  test.each([undefined, 'firefox-default'])(
    'which is that of the background too, where the tab is in no container (%s)',
    async cookieStoreId => {
      fakeTabs([{ id: 1, url: APP, ...(cookieStoreId && { cookieStoreId }) }], GRANTED);
      expect(await getOpenTabAccess(trainingpeaks)).toMatchObject({ hasPage: true, mayFetch: true });
    },
  );

  test('or by the background, without a tab', async () => {
    fakeTabs([], GRANTED);
    expect(await getOpenTabAccess(trainingpeaks)).toMatchObject({ hasPage: false, mayFetch: true });
  });

  test('and of several tabs the one that was used last', async () => {
    const calls = fakeTabs(
      [
        { id: 1, url: APP, lastAccessed: 5 },
        { id: 2, url: APP, lastAccessed: 9, cookieStoreId: 'firefox-container-2' },
        { id: 3, url: APP, lastAccessed: 12, discarded: true },
      ],
      GRANTED,
    );
    const access = await getOpenTabAccess(trainingpeaks);
    await access.runInPage(() => 1);
    expect(calls.ranIn).toEqual([2]);
    expect(access.mayFetch).toBe(false);
  });
});

describe('A3 a job continues with the session that listed its activities', () => {
  const CONTAINER = 'firefox-container-2';
  const own = { id: 1, url: APP, lastAccessed: 9, cookieStoreId: 'firefox-default' };
  const contained = { id: 2, url: APP, lastAccessed: 5, cookieStoreId: CONTAINER };

  test.each([
    [CONTAINER, 2, false],
    [undefined, 1, true],
  ])('whatever tab was used last (%s)', async (container, id, mayFetch) => {
    const calls = fakeTabs([own, contained], GRANTED);
    const access = await getOpenTabAccess(trainingpeaks, container ? { container } : {});
    await access.runInPage(() => 1);
    expect([calls.ranIn, access.mayFetch]).toEqual([[id], mayFetch]);
  });

  test('and waits for a tab of its container, whatever else is open', async () => {
    fakeTabs([own], GRANTED);
    await expect(getOpenTabAccess(trainingpeaks, { container: CONTAINER })).rejects.toMatchObject({
      kind: 'no-container-tab',
    });
  });

  test('and is fetched by the background where only a container shows the site', async () => {
    fakeTabs([contained], GRANTED);
    expect(await getOpenTabAccess(trainingpeaks, {})).toMatchObject({ hasPage: false, mayFetch: true });
    fakeTabs([contained], trainingpeaks.pages);
    await expect(getOpenTabAccess(trainingpeaks, {})).rejects.toMatchObject({ kind: 'no-tab' });
  });
});

describe('S11 a private window', () => {
  const isPrivate = { id: 7, url: APP, incognito: true, cookieStoreId: 'firefox-private', lastAccessed: 20 };

  test('is never the tab of a site, even where it was used last', async () => {
    const calls = fakeTabs([isPrivate, { id: 1, url: APP, lastAccessed: 5 }], GRANTED);
    await (await getOpenTabAccess(trainingpeaks)).runInPage(() => 1);
    expect(calls.ranIn).toEqual([1]);
  });

  test('that is the only one with the site is named as the reason, and the background asks nobody else', async () => {
    const calls = fakeTabs([isPrivate], GRANTED);
    await expect(getOpenTabAccess(trainingpeaks)).rejects.toMatchObject({ kind: 'private-window' });
    expect(calls.ranIn).toEqual([]);
  });
});

describe('A16 a site whose access was taken back', () => {
  test('is named with the hosts to allow, for its tabs cannot be seen', async () => {
    fakeTabs([]);
    await expect(getOpenTabAccess(garmin)).rejects.toMatchObject({
      kind: 'no-access',
      facts: { site: 'Garmin Connect', origins: garmin.pages },
    });
  });

  test('is named too where it is taken back between finding the tab and running in it', async () => {
    fakeTabs([{ id: 1, url: APP }], GRANTED, async () => {
      throw new Error('Cannot access contents of the page. Extension manifest must request permission');
    });
    const access = await getOpenTabAccess(trainingpeaks);
    await expect(access.runInPage(() => 1)).rejects.toMatchObject({
      kind: 'no-access',
      facts: { site: 'TrainingPeaks', origins: GRANTED },
    });
  });

  test('is asked for a tab where the access is there and the tab is not', async () => {
    fakeTabs([], garmin.pages);
    await expect(getOpenTabAccess(garmin)).rejects.toMatchObject({ kind: 'no-tab' });
  });
});
