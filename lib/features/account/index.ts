import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { forgetRequestUsage } from '../../services/intervals/rate-limiter.ts';
import { connectWithKey, disconnectAccount, finishDisconnecting } from './connect.ts';
import { connectApp, connectToken } from './connect-oauth.ts';
import { accountRequests } from './requests.ts';

export const account: Feature = {
  requests: answerRequests(accountRequests, {
    connectKey: ({ key }) => connectWithKey(key),
    connectApp,
    connectToken: ({ token }) => connectToken(token),
    disconnect: disconnectAccount,
  }),
  start() {
    void finishDisconnecting();
  },
  async onAccountChange({ athlete }) {
    if (athlete === undefined) await forgetRequestUsage();
  },
};
