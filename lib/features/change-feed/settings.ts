import * as z from 'zod/mini';
import { defineSettings, type WithholdSwitches } from '../../platform/settings.ts';
import { CHANGE_KINDS } from './change.ts';

const changeFeedSchema = z.object({
  /** Look for what changed on Intervals.icu. */
  watchChanges: z.catch(z.boolean(), false),
  /** How often, in minutes. */
  changesIntervalMinutes: z.catch(z.int().check(z.minimum(5), z.maximum(1440)), 30),
  /** Which changes a notification is shown for, and which ones mark the button. */
  changesNotify: z.catch(z.array(z.enum(CHANGE_KINDS)), ['activities', 'calendar']),
  changesBadge: z.catch(z.array(z.enum(CHANGE_KINDS)), []),
  /** Sync the workout folder when the calendar has changed. */
  changesSyncFolder: z.catch(z.boolean(), true),
});

export type ChangeFeedSettings = z.infer<typeof changeFeedSchema>;

/** Requests at regular times, and writing to a folder, begin with a user's own click. */
const withholdChangeFeed: WithholdSwitches<ChangeFeedSettings, 'watchChanges' | 'changesSyncFolder'> = (
  imported,
  before,
) => {
  const kinds = (['watchChanges', 'changesSyncFolder'] as const).filter(kind => imported[kind] && !before[kind]);
  const off = Object.fromEntries(kinds.map(kind => [kind, false]));
  return {
    settings: { ...imported, ...off },
    withheld: kinds.map(kind => ({ kind, switchOn: () => ({ [kind]: true }) })),
  };
};

export const changeFeedSettings = defineSettings('change-feed', changeFeedSchema, withholdChangeFeed);
