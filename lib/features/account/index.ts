import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { loadUnits, saveUnits } from '../../platform/units.ts';
import { forgetRequestUsage } from '../../services/intervals/rate-limiter.ts';
import { connectWithKey, disconnectAccount, finishDisconnecting } from './connect.ts';
import { connectApp, connectToken } from './connect-oauth.ts';
import { refreshUnits } from './refresh-units.ts';
import { accountRequests } from './requests.ts';

export const account: Feature = {
  requests: answerRequests(accountRequests, {
    connectKey: ({ key }) => connectWithKey(key),
    connectApp,
    connectToken: ({ token }) => connectToken(token),
    disconnect: disconnectAccount,
  }),
  start() {
    void loadUnits();
    void finishDisconnecting();
  },
  onBrowserStart: refreshUnits,
  async onAccountChange({ athlete, previous }) {
    // A token cannot read the units: those of the athlete before must not stand in for them.
    if (athlete !== previous) await saveUnits(undefined);
    // The athlete who connects need not wait for it.
    const refreshed = refreshUnits();
    if (athlete === undefined) await Promise.all([refreshed, forgetRequestUsage()]);
  },
};
