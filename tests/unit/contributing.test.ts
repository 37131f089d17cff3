import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const contributing = readFileSync('CONTRIBUTING.md', 'utf8');

/** The folders in the first column of the tables: `lib/platform/` of the first, `uploads/` of the second. */
const rows = [...contributing.matchAll(/^\| `([\w./-]+\/)` \|/gm)].map(([, folder]) => folder);

const list = (pattern: string): string[] =>
  globSync(pattern)
    .map(path => `${path}/`)
    .sort();

test('CONTRIBUTING has a row for every folder, and for no other', () => {
  const features = list('lib/features/*/').map(path => path.replace('lib/features/', ''));
  const drawn = features.map(feature => `components/${feature}`);
  const folders = [...list('{lib,components,tests}/*/'), 'components/', 'entrypoints/', 'public/'];

  expect(new Set(rows)).toEqual(new Set([...folders.filter(path => !drawn.includes(path)), ...features]));
});

test('every path that CONTRIBUTING names exists', () => {
  const named = [...contributing.matchAll(/(?:lib|components|entrypoints|tests|public|\.ci)\/[\w./<>…-]*\w\/?/g)];
  const paths = named.map(([path]) => path).filter(path => !/[<…]/.test(path) && !path.includes('YYYY'));
  expect(paths.filter(path => !existsSync(path))).toEqual([]);
});
