import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import * as z from 'zod/mini';
import { keepTelling } from '../components/tell.ts';
import { connect, disconnect } from '../lib/account.ts';
import { receive } from '../lib/messages.ts';
import { drain, OUTBOX_ALARM } from '../lib/outbox/drain.ts';
import * as outbox from '../lib/outbox/outbox.ts';
import { cleanUp, wakeUp } from '../lib/outbox/wake.ts';

export default defineBackground({
  type: 'module',
  main() {
    // zod compiles its parsers with `new Function` where it can; an extension's CSP forbids that, loudly.
    z.config({ jitless: true });

    receive({
      tryNow: outbox.tryNow,
      connect: ({ key }) => connect(key),
      disconnect,
      add: ({ files }) => outbox.add(files, { door: 'disk', automatic: false }),
      retry: ({ ids }) => outbox.retry(ids),
      sendAnyway: ({ id }) => outbox.sendAnyway(id),
      sendReviewed: ({ id, title, description }) => outbox.sendReviewed(id, title, description),
      remove: ({ ids }) => outbox.remove(ids),
      undo: ({ id }) => outbox.undo(id),
      clearHistory: outbox.clearHistory,
      pause: outbox.pause,
      resume: outbox.resume,
    });

    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === OUTBOX_ALARM) void drain();
    });
    browser.runtime.onStartup.addListener(() => void cleanUp());
    browser.runtime.onInstalled.addListener(() => void cleanUp());
    self.addEventListener('online', () => void outbox.tryNow());

    keepTelling();
    void wakeUp();
  },
});
