import * as z from 'zod/mini';
import { defineSettings } from '../../platform/settings.ts';

export const uploadSettings = defineSettings(
  'uploads',
  z.object({
    /** Hold each recording until the user has given it a name and a description. */
    reviewBeforeSending: z.catch(z.boolean(), false),
    /** How long finished uploads stay in the history, in days. */
    historyDays: z.catch(z.int().check(z.minimum(1), z.maximum(3650)), 365),
  }),
);
