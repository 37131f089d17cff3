import * as z from 'zod/mini';
import { isForbiddenAddress } from '../../platform/forbidden-address.ts';
import { DOWNLOADS_PERMISSION, hostPermission } from '../../platform/permissions.ts';
import { defineSettings, type WithholdSwitches } from '../../platform/settings.ts';

/** Sites that can be watched. */
export const MAX_CAPTURE_SITES = 100;

const captureSiteSchema = z.object({
  host: z.string().check(z.regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/), z.maxLength(253), z.refine(isWatchableHost)),
  /** Take what a page saves without waiting for the browser to say that it was downloaded. */
  automatic: z.boolean(),
});

/** A site whose pages are watched. */
export type CaptureSite = z.infer<typeof captureSiteSchema>;

/** Only sites on the internet are watched, and not Intervals.icu: its files are there already. */
export function isWatchableHost(host: string): boolean {
  const url = URL.parse(`https://${host}/`);
  return url !== null && !isForbiddenAddress(url) && !/(^|\.)intervals\.icu$/.test(host);
}

/** Invalid sites are left out alone, and of two with one host the first counts. */
const captureSitesSchema = z.pipe(
  z.array(z.unknown()),
  z.transform(values => {
    const sites = values.flatMap(value => captureSiteSchema.safeParse(value).data ?? []);
    const seen = new Set<string>();
    const isFirst = ({ host }: CaptureSite) => !seen.has(host) && seen.add(host);
    return sites.filter(isFirst).slice(0, MAX_CAPTURE_SITES);
  }),
);

const captureSchema = z.object({
  /** Upload recordings that the browser has downloaded. */
  captureDownloads: z.catch(z.boolean(), false),
  captureMode: z.catch(z.enum(['ask', 'automatic']), 'ask'),
  /** Sites whose pages are watched for recordings that they build themselves. */
  captureSites: z.catch(captureSitesSchema, []),
});

export type CaptureSettings = z.infer<typeof captureSchema>;

type CaptureSwitch = 'captureDownloads' | 'captureMode' | 'captureSites' | 'automaticSite';

/** To read downloads or pages, and to upload without a question, a user's own click is needed. */
const withholdCapture: WithholdSwitches<CaptureSettings, CaptureSwitch> = (imported, before) => {
  const turnsOn = imported.captureDownloads && !before.captureDownloads;
  const turnsAutomatic = imported.captureMode === 'automatic' && before.captureMode === 'ask';
  const findBefore = (host: string) => before.captureSites.find(site => site.host === host);
  const newSites = imported.captureSites.filter(({ host }) => !findBefore(host));
  const newAutomatic = imported.captureSites.filter(({ host, automatic }) => automatic && !findBefore(host)?.automatic);
  return {
    settings: {
      captureDownloads: imported.captureDownloads && !turnsOn,
      captureMode: turnsAutomatic ? 'ask' : imported.captureMode,
      captureSites: imported.captureSites
        .filter(site => !newSites.includes(site))
        .map(site => ({ ...site, automatic: site.automatic && !newAutomatic.includes(site) })),
    },
    withheld: [
      ...(turnsOn
        ? [
            {
              kind: 'captureDownloads' as const,
              requires: DOWNLOADS_PERMISSION,
              switchOn: () => ({ captureDownloads: true }),
            },
          ]
        : []),
      ...(turnsAutomatic
        ? [{ kind: 'captureMode' as const, switchOn: () => ({ captureMode: 'automatic' as const }) }]
        : []),
      ...newSites.map(({ host }) => toSiteSwitch('captureSites', { host, automatic: false })),
      ...newAutomatic.map(({ host }) => toSiteSwitch('automaticSite', { host, automatic: true })),
    ],
  };
};

const toSiteSwitch = (kind: 'captureSites' | 'automaticSite', site: CaptureSite) => ({
  kind,
  host: site.host,
  requires: hostPermission(site.host),
  switchOn: ({ captureSites }: CaptureSettings) => ({ captureSites: withCaptureSite(captureSites, site) }),
});

/** The sites with this one, in place of the same one. */
export function withCaptureSite(sites: CaptureSite[], site: CaptureSite): CaptureSite[] {
  const existing = sites.find(({ host }) => host === site.host);
  const next = { host: site.host, automatic: site.automatic || (existing?.automatic ?? false) };
  return existing ? sites.map(one => (one === existing ? next : one)) : [...sites, next];
}

export const captureSettings = defineSettings('capture', captureSchema, withholdCapture);
