import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findSite, requireSite, type SiteId, sites } from '../../../../lib/services/sites/registry.ts';
import type { SiteActivity } from '../../../../lib/services/sites/site.ts';
import { pageOf } from '../../../support/site-tab.ts';

const FOLDER = 'tests/fixtures/pages';

/** A saved page, where it stood, and which activity it shows. `before` is what the browser had when it stood there. */
const pages: [string, string, SiteActivity | undefined, Before?][] = [
  [
    'garmin-activity',
    'https://connect.garmin.com/app/activity/21000000001',
    { id: '21000000001', name: 'Col du Galibier & zurück' },
  ],
  [
    'garmin-activity',
    'https://connect.garmin.cn/modern/activity/21000000001/laps?x=1#y',
    { id: '21000000001', name: 'Col du Galibier & zurück' },
  ],
  ['garmin-activity', 'https://connect.garmin.com/app/activities', undefined],
  ['garmin-activity', 'https://connect.garmin.com/app/workout/1234', undefined],
  ['garmin-loading', 'https://connectus.garmin.cn/app/activity/7', { id: '7' }],
  [
    'trainingpeaks-quick-view',
    'https://app.trainingpeaks.com/#calendar',
    { id: '3100000002', athlete: '4242424', name: '3 x 12 min' },
    { ajs_user_id: '"4242424"' },
  ],
  [
    'trainingpeaks-quick-view',
    'https://app.trainingpeaks.com/#calendar/athletes/77',
    { id: '3100000002', athlete: '77', name: '3 x 12 min' },
    { ajs_user_id: '"4242424"' },
  ],
  ['trainingpeaks-calendar', 'https://app.trainingpeaks.com/#calendar', undefined],
  ['strava-activity', 'https://www.strava.com/activities/17000000001', { id: '17000000001' }],
  ['strava-activity', 'https://www.strava.com/dashboard', undefined],
];

type Before = Record<string, string>;

const fileOf = (name: string): string => globSync(`${FOLDER}/????-??-??-${name}.html`)[0] ?? name;

test.each(pages)('the page %s at %s shows the activity %j', (name, address, activity, before = {}) => {
  const window = pageOf(address, readFileSync(fileOf(name), 'utf8'));
  for (const [key, value] of Object.entries(before)) window.localStorage.setItem(key, value);
  const source = findSite(new URL(address));

  expect(source?.readPage(window.document as unknown as Document, address)).toEqual(activity);
});

test('every site has a dated page, and every page a site', () => {
  const saved = globSync(`${FOLDER}/*.html`).map(path => /\/\d{4}-\d\d-\d\d-([a-z]+)-[\w-]+\.html$/.exec(path)?.[1]);
  expect(new Set(saved)).toEqual(new Set(sites.map(({ id }) => id)));
});

const links: [string, SiteId, SiteActivity | undefined][] = [
  ['https://connect.garmin.com/app/activity/21000000001', 'garmin', { id: '21000000001' }],
  ['https://connect.garmin.com/modern/activity/5?share=1', 'garmin', { id: '5' }],
  ['https://connect.garmin.cn/gc-api/download-service/files/activity/5', 'garmin', { id: '5' }],
  ['https://connect.garmin.com/modern/proxy/download-service/export/tcx/activity/5', 'garmin', { id: '5' }],
  ['https://connect.garmin.com/app/workout/5', 'garmin', undefined],
  ['https://connect.garmin.com.evil.example/app/activity/5', 'garmin', undefined],
  ['http://connect.garmin.com/app/activity/5', 'garmin', undefined],
  [
    'https://tpapi.trainingpeaks.com/fitness/v6/athletes/42/workouts/7/rawfiledata/-99',
    'trainingpeaks',
    { id: '7', athlete: '42', file: '-99' },
  ],
  ['https://tpapi.trainingpeaks.com/fitness/v6/athletes/42/workouts/7/fordevice/fit', 'trainingpeaks', undefined],
  ['https://www.strava.com/activities/17/export_original', 'strava', { id: '17' }],
  ['https://www.strava.com/activities/17', 'strava', { id: '17' }],
  ['https://www.strava.com/routes/17/export_gpx', 'strava', undefined],
];

test.each(links)('the link %s shows for %s the activity %j', (address, id, activity) => {
  expect(requireSite(id).activityFromLink(new URL(address))).toEqual(activity);
});
