import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sites } from '../../../../lib/services/sites/registry.ts';

const readme = readFileSync('README.md', 'utf8');
const sectionOf = (heading: string): string => readme.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '';

test('the README names every site that recordings come from, and no other', () => {
  const named = [...sectionOf('Where recordings come from').matchAll(/^\| ([^|]+?) \|/gm)].map(([, site]) => site);
  expect(named).toEqual(['site', ...sites.map(({ label }) => label), 'any other']);
});

test('the README says of each site whether it can be searched for what is missing', () => {
  for (const { label, listActivities } of sites) {
    const row = sectionOf('Where recordings come from').match(new RegExp(`^\\| ${label} \\|.*$`, 'm'))?.[0];
    expect(row?.includes('“Find missing”')).toBe(listActivities !== undefined);
  }
});

test('the README explains every host that a site may need', () => {
  const permissions = sectionOf('Permissions, and what each is for');
  for (const host of sites.flatMap(({ hosts }) => hosts)) expect(permissions).toContain(`| \`${host}\` |`);
});
