import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { OptionalPermission } from '../../lib/platform/permissions.ts';

/** Requests a permission synchronously: the browser accepts it only in the handler of a click. */
export function usePermissionRequest() {
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(false);
  const ask = async (permissions: OptionalPermission, onGranted: () => Promise<unknown>) => {
    setRefused(false);
    setAsking(true);
    const granted = await browser.permissions.request(permissions).catch(() => false);
    if (granted) await onGranted();
    setRefused(!granted);
    setAsking(false);
  };
  return { asking, refused, ask };
}
