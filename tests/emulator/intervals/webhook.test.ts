import { describe, expect, test } from 'vitest';
import { webhookSamples } from '../../fixtures/webhook-samples.ts';
import { emulatorForTests } from '../for-tests.ts';

const emulator = await emulatorForTests();

const app = { clientId: '12', secret: 'a-secret-of-the-app', name: 'Mine', redirectUris: [] };

test('a webhook is posted to every app that has one, with its secret and its Authorization header', async () => {
  const webhook = { url: 'https://ntfy.sh/mine', secret: 'whsec_1', authorization: 'Bearer tk_1' };
  emulator.ntfy.protect('ntfy.sh/mine', { token: 'tk_1' });
  emulator.registerApp({ ...app, webhook });
  emulator.registerApp({ ...app, clientId: '13' });
  const replies = await emulator.webhook([{ type: 'CALENDAR_UPDATED', athlete_id: 'i123456' }]);
  expect(replies.map(({ status }) => status)).toEqual([200]);
  const [request] = emulator.requests;
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': 'Java-http-client/17.0.14',
  });
  expect(request?.bodyText).toBe('{"secret":"whsec_1","events":[{"type":"CALENDAR_UPDATED","athlete_id":"i123456"}]}');
  expect(emulator.violations).toEqual([]);
});

describe('the samples', () => {
  test('are thirteen webhook deliveries of one event each', () => {
    expect(webhookSamples()).toHaveLength(13);
    for (const { name, text } of webhookSamples()) {
      const { secret, events } = JSON.parse(text);
      expect([secret, events.length]).toEqual(['whsec_example', 1]);
      expect(name).toContain(events[0].type);
    }
  });
});
