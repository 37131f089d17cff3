import * as z from 'zod/mini';
import { defineSettings, type WithholdSwitches } from '../../platform/settings.ts';

const uploadSchema = z.object({
  /** Hold each recording until the user has given it a name and a description. */
  reviewBeforeSending: z.catch(z.boolean(), false),
  /** How long finished uploads stay in the history, in days. */
  historyDays: z.catch(z.int().check(z.minimum(1), z.maximum(3650)), 365),
});

/** Without reviews, recordings are sent as soon as they are added. */
const withholdUploads: WithholdSwitches<z.infer<typeof uploadSchema>, 'reviewBeforeSending'> = (imported, before) => {
  if (imported.reviewBeforeSending || !before.reviewBeforeSending) return { settings: imported, withheld: [] };
  return {
    settings: { ...imported, reviewBeforeSending: true },
    withheld: [{ kind: 'reviewBeforeSending', switchOn: () => ({ reviewBeforeSending: false }) }],
  };
};

export const uploadSettings = defineSettings('uploads', uploadSchema, withholdUploads);
