import * as z from 'zod/mini';
import { defineSettings } from '../../platform/settings.ts';

const captureSiteSchema = z.object({
  host: z.string().check(z.regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/), z.maxLength(253)),
  /** Take what a page saves without waiting for the browser to say that it was downloaded. */
  automatic: z.boolean(),
});

/** A site whose pages are watched. */
export type CaptureSite = z.infer<typeof captureSiteSchema>;

export const captureSettings = defineSettings(
  'capture',
  z.object({
    /** Upload recordings that the browser has downloaded. */
    captureDownloads: z.catch(z.boolean(), false),
    captureMode: z.catch(z.enum(['ask', 'automatic']), 'ask'),
    /** Sites whose pages are watched for recordings that they build themselves. */
    captureSites: z.catch(z.array(captureSiteSchema), []),
  }),
);

export type CaptureSettings = Awaited<ReturnType<typeof captureSettings.get>>;
