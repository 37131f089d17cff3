import type { AccountChange, Feature } from '../../platform/feature.ts';
import { createMutex } from '../../platform/mutex.ts';
import { whileAccountStopped } from '../../services/intervals/account-work.ts';
import { resetBreaker } from '../../services/intervals/circuit-breaker.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';

type AccountFeature = Pick<Feature, 'whileStopped' | 'onAccountChange'>;

const features: AccountFeature[] = [];

/** Registers features that react when the account changes. Called once for each feature, when the background starts. */
export function followAccountChanges(...added: readonly AccountFeature[]): void {
  features.push(...added);
}

const runExclusive = createMutex();

/**
 * Changes the credentials with `write`. Everything that is done for the athlete is stopped first, and continues after every feature
 * has handled the change: nothing of one athlete is sent with the key of another, and nothing is stored after it was deleted. Returns
 * whether every feature could handle it.
 */
export const changeAccount = (write: () => Promise<void>): Promise<boolean> =>
  runExclusive(() =>
    whileAccountStopped(whileFeaturesStopped, async () => {
      const previous = (await getCredentials())?.athlete.id;
      await write();
      const athlete = (await getCredentials())?.athlete.id;
      // Before any feature sends with it: what was wrong with the account, or the pause of its key, is not of this one.
      if (athlete !== undefined) await resetBreaker();
      return await announce({ athlete, previous });
    }),
  );

/** Stops all features at once, and does `work` when each of them has stopped. */
async function whileFeaturesStopped<Result>(work: () => Promise<Result>): Promise<Result> {
  const ended = Promise.withResolvers<void>();
  const stops = features.map(({ whileStopped }) => {
    const stopped = Promise.withResolvers<void>();
    const resumed = whileStopped?.(() => {
      stopped.resolve();
      return ended.promise;
    });
    return { stopped: resumed ? Promise.race([stopped.promise, resumed]) : undefined, resumed };
  });
  try {
    await Promise.all(stops.map(({ stopped }) => stopped));
    return await work();
  } finally {
    ended.resolve();
    await Promise.all(stops.map(({ resumed }) => resumed));
  }
}

/** The account has changed by now, so a feature that fails must not keep the others from it, nor the user. */
async function announce(change: AccountChange): Promise<boolean> {
  const handled = await Promise.all(
    features.map(async feature => {
      try {
        await feature.onAccountChange?.(change);
        return true;
      } catch (thrown) {
        reportError(thrown);
        return false;
      }
    }),
  );
  return handled.every(Boolean);
}
