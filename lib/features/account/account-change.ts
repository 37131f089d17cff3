import type { AccountChange, Feature } from '../../platform/feature.ts';
import { resetBreaker } from '../../services/intervals/circuit-breaker.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';

type AccountFeature = Pick<Feature, 'whileStopped' | 'onAccountChange'>;

const features: AccountFeature[] = [];

/** Registers features that react when the account changes. Called once for each feature, when the background starts. */
export function followAccountChanges(...added: readonly AccountFeature[]): void {
  features.push(...added);
}

/**
 * Changes the credentials with `write`. Features that send with the athlete's key are stopped first, and continue after every
 * feature has handled the change: nothing of one athlete is sent with the key of another.
 */
export async function changeAccount(write: () => Promise<void>): Promise<void> {
  const change = async () => {
    const previous = (await getCredentials())?.athlete.id;
    await write();
    const athlete = (await getCredentials())?.athlete.id;
    // Before any feature sends with it: what was wrong with the account, or the pause of its key, is not of this one.
    if (athlete !== undefined) await resetBreaker();
    await announce({ athlete, previous });
  };
  await features.reduce<() => Promise<void>>((work, feature) => () => feature.whileStopped?.(work) ?? work(), change)();
}

/** The account has changed by now, so a feature that fails must not keep the others from it, nor the user. */
async function announce(change: AccountChange): Promise<void> {
  await Promise.all(features.map(feature => feature.onAccountChange?.(change).catch(thrown => reportError(thrown))));
}
