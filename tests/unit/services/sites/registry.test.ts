import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sites } from '../../../../lib/services/sites/registry.ts';

const SITES_FOLDER = 'lib/services/sites';

/** Here "strava" is how Intervals.icu came by an activity, not the site that a recording is fetched from. */
const ABOUT_STRAVA_STUBS = [
  'components/activity-export/',
  'components/backfill/',
  'lib/features/backfill/',
  'lib/services/intervals/activity-files.ts',
];

const sources = globSync(['{lib,components,entrypoints}/**/*.{ts,tsx}', 'wxt.config.ts']);

describe('the registry of sites', () => {
  test('has one site for each folder', () => {
    const folders = globSync(`${SITES_FOLDER}/*/`).map(path => basename(path));
    expect(folders.toSorted()).toEqual(sites.map(({ id }) => id).toSorted());
  });

  test.each(sites)('names $id in no other file, so that a new site changes none', ({ id }) => {
    const literal = new RegExp(`['"\`]${id}['"\`]`);
    const naming = sources
      .filter(path => !path.startsWith(`${SITES_FOLDER}/`))
      .filter(path => id !== 'strava' || !ABOUT_STRAVA_STUBS.some(stubs => path.startsWith(stubs)))
      .filter(path => literal.test(readFileSync(path, 'utf8')));
    expect(naming).toEqual([]);
  });

  test.each(sites)('gives $id patterns that each end in a path and its only star', ({ pages, hosts }) => {
    for (const pattern of [...pages, ...hosts]) expect(pattern).toMatch(/^https:\/\/[^/*]+\/\*$/);
  });
});
