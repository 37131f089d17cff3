import type { AccountChange, Feature } from '../../platform/feature.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';

type AccountFeature = Pick<Feature, 'whileStopped' | 'onAccountChange'>;

const features: AccountFeature[] = [];

/** Lets these features follow every change of the account. Called once each, when the background starts. */
export function followAccountChanges(...added: readonly AccountFeature[]): void {
  features.push(...added);
}

/**
 * Changes the credentials by `write`. Every feature is stopped first, and goes on when each has done what the change means for
 * it: nothing of one athlete is sent with the key of another.
 */
export async function changeAccount(write: () => Promise<void>): Promise<void> {
  const change = async () => {
    const previous = (await getCredentials())?.athlete.id;
    await write();
    const athlete = (await getCredentials())?.athlete.id;
    await announce({ athlete, previous });
  };
  await features.reduce<() => Promise<void>>(
    (work, feature) => () => feature.whileStopped?.(work) ?? work(),
    change,
  )();
}

async function announce(change: AccountChange): Promise<void> {
  await Promise.all(features.map(feature => feature.onAccountChange?.(change)));
}
