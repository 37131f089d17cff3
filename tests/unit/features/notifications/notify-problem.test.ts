import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { parseChange } from '../../../../lib/features/change-feed/change.ts';
import { notifyChanges } from '../../../../lib/features/change-feed/notify-changes.ts';
import { handleNotificationClicks, notifyProblem } from '../../../../lib/features/notifications/notify-problem.ts';

const news = parseChange({ type: 'CALENDAR_UPDATED', athlete_id: 'i1', timestamp: '2026-11-22T08:00:00Z' });
const shown = new Map<string, string | undefined>();
let opened = 0;

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('location', { pathname: '/background.js' });
  shown.clear();
  opened = 0;
  Object.assign(fakeBrowser.notifications, {
    create: async (id: string, { title }: { title?: string }) => void shown.set(id, title),
    clear: async (id: string) => shown.delete(id),
  });
  Object.assign(fakeBrowser.runtime, {
    openOptionsPage: async () => {
      opened += 1;
    },
  });
});

test('changes and a problem are shown as two notifications, and a click on each opens its page', async () => {
  handleNotificationClicks();
  await notifyChanges(news ? [news] : []);
  notifyProblem({ kind: 'folder-permission' });
  await vi.waitFor(() => expect([...shown.values()]).toEqual(['Changes on Intervals.icu', 'Not uploaded']));

  const ids = [...shown.keys()];
  for (const id of ids) await fakeBrowser.notifications.onClicked.trigger(id);
  await vi.waitFor(() => expect(opened).toBe(2));
  expect(shown.size).toBe(0);
});
