import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changeAccount, followAccountChanges } from '../../../../lib/features/account/account-change.ts';
import { getCredentials, setCredentials } from '../../../../lib/services/intervals/credentials.ts';

const steps: string[] = [];
const later = () => new Promise<void>(resolve => queueMicrotask(resolve));

followAccountChanges(
  {
    async whileStopped(work) {
      steps.push('stopped');
      const result = await work();
      steps.push('continued');
      return result;
    },
    onAccountChange: () => Promise.reject(new Error('disk full')),
  },
  {
    async onAccountChange({ athlete, previous }) {
      await later();
      steps.push(`from ${previous} to ${athlete}`);
    },
  },
);

beforeEach(() => fakeBrowser.reset());

test('a change of account reaches every feature before any continues, also if one of them fails', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const athlete = { id: 'i1', name: 'Mo', timezone: 'UTC' };
  await changeAccount(() => setCredentials({ access: { kind: 'key', key: 'k' }, athlete }));

  expect(steps).toEqual(['stopped', 'from undefined to i1', 'continued']);
  expect(reported).toHaveBeenCalledWith(new Error('disk full'));
  expect((await getCredentials())?.athlete).toEqual(athlete);
});
