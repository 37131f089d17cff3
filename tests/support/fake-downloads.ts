import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { FakePermissions } from './fake-permissions.ts';

/** Has `fakeBrowser` save downloads as long as the permission is there; returns their names. */
export function fakeDownloads(permissions: FakePermissions, isAllowed: () => boolean): string[] {
  const saved: string[] = [];
  Object.assign(fakeBrowser, {
    downloads: {
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
      search: async () => [{ state: 'complete' }],
      async download({ filename }: { filename: string }) {
        if (!isAllowed()) permissions.revoke('downloads');
        if (!(await fakeBrowser.permissions.contains({ permissions: ['downloads'] })))
          throw new Error('downloads is not available');
        return saved.push(filename);
      },
    },
  });
  return saved;
}
