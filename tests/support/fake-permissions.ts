import { fakeBrowser } from 'wxt/testing/fake-browser';

/** What was asked of the browser. */
interface PermissionCalls {
  requested: string[];
  removed: string[];
}

/** Permissions by their name, and hosts by their match pattern. */
interface Wanted {
  permissions?: string[];
  origins?: string[];
}

/** The permissions that a test's browser has granted. A prompt is answered with yes. */
export interface FakePermissions extends PermissionCalls {
  grant(...names: string[]): void;
  revoke(...names: string[]): void;
}

/** Has `fakeBrowser` show these permissions and hosts as granted. */
export function fakePermissions(...granted: string[]): FakePermissions {
  const names = new Set(granted);
  const added = new Set<() => void>();
  const all = ({ permissions = [], origins = [] }: Wanted) => [...permissions, ...origins];
  const fake: FakePermissions = {
    requested: [],
    removed: [],
    grant(...more) {
      for (const name of more) names.add(name);
      for (const notify of added) notify();
    },
    revoke(...fewer) {
      for (const name of fewer) names.delete(name);
    },
  };
  Object.assign(fakeBrowser, {
    permissions: {
      onAdded: { addListener: (notify: () => void) => added.add(notify), removeListener: () => undefined },
      onRemoved: { addListener: () => undefined, removeListener: () => undefined },
      getAll: async () => ({
        permissions: [...names].filter(name => !name.includes(':')),
        origins: [...names].filter(name => name.includes(':')),
      }),
      contains: async (wanted: Wanted) => all(wanted).every(name => names.has(name)),
      async request(wanted: Wanted) {
        fake.requested.push(...all(wanted));
        fake.grant(...all(wanted));
        return true;
      },
      async remove(unwanted: Wanted) {
        fake.removed.push(...all(unwanted));
        fake.revoke(...all(unwanted));
        return true;
      },
    },
  });
  return fake;
}
