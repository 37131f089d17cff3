import { describe, expect, test } from 'vitest';

import * as z from 'zod/mini';
import { connectWithKey, disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { connectToken } from '../../../../lib/features/account/connect-oauth.ts';
import { fetchAthlete } from '../../../../lib/services/intervals/athlete.ts';
import { getBreaker } from '../../../../lib/services/intervals/circuit-breaker.ts';
import { getCredentials } from '../../../../lib/services/intervals/credentials.ts';
import { withSession } from '../../../../lib/services/intervals/session.ts';
import { addAndDrain, emulator, only, ride } from '../../../support/uploads-driver.ts';

const deletes = () => emulator.requests.filter(({ method }) => method === 'DELETE');

describe('disconnecting', () => {
  test('revokes a token', async () => {
    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    expect(await disconnectAccount()).toBeUndefined();

    expect(emulator.tokens).toEqual([]);
    expect(await getCredentials()).toBeUndefined();
  });

  test('deletes a token that cannot be revoked, and says why', async () => {
    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    emulator.fail({ match: { method: 'DELETE' }, reply: { status: 503 } });
    expect(await disconnectAccount()).toMatchObject({ kind: 'server-down' });

    expect(await getCredentials()).toBeUndefined();
  });

  test('reports nothing for a token that was already revoked', async () => {
    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    emulator.revokeToken();
    expect(await disconnectAccount()).toBeUndefined();
  });

  test('revokes nothing when the account has no token', async () => {
    expect(await disconnectAccount()).toBeUndefined();
    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    await connectWithKey(emulator.athlete.key);
    expect(deletes()).toEqual([]);
  });
});

describe('a token', () => {
  test('with unknown scopes is used, and a missing scope is named when it is refused', async () => {
    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    const { client } = await withSession(async session => session);
    await expect(client.send({ path: '/athlete/0/wellness' }, z.unknown())).rejects.toMatchObject({
      kind: 'not-allowed',
      facts: { detail: 'WELLNESS:READ' },
    });
    expect((await getBreaker()).blocked).toBeUndefined();
    await addAndDrain([ride()]);
    expect((await only()).state.name).toBe('uploaded');
  });

  test('that was revoked stops the outbox, whichever request notices it, until the athlete connects again', async () => {
    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    emulator.revokeToken();
    const { client } = await withSession(async session => session);
    await expect(fetchAthlete(client)).rejects.toMatchObject({ kind: 'token-refused' });
    expect((await getBreaker()).blocked).toMatchObject({ kind: 'token-refused' });

    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    expect((await getBreaker()).blocked).toBeUndefined();
  });

  test('is not used any more after another account was connected, and stops nothing', async () => {
    await connectToken(emulator.issueToken(['ACTIVITY:WRITE']));
    const { client } = await withSession(async session => session);
    emulator.revokeToken();
    await connectWithKey(emulator.athlete.key);
    await expect(fetchAthlete(client)).rejects.toMatchObject({ kind: 'stopped' });
    expect((await getBreaker()).blocked).toBeUndefined();
  });
});
