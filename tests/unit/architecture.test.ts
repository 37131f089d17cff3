import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The rooms of the house, lowest first. A file may import from its own room and from lower ones. `touches` are the
 * outside things that a room may use; a room without any is pure.
 */
const ROOMS: { files: RegExp; touches: RegExp }[] = [
  { files: /^lib\/(problem|error-policy|time|wait|day|same|line)\.ts$/, touches: /^$/ },
  {
    files: /^lib\/(files\/|intervals\/(access|budget|sports|activity|event|workout-doc)\.)/,
    touches: /^$/,
  },
  { files: /^lib\/kept\.ts$/, touches: /^storage$/ },
  { files: /^lib\/database\.ts$/, touches: /^idb$/ },
  { files: /^lib\/wellness\/(fields\.ts|edit\.ts|csv\.ts|import-plan\.ts|import\/)/, touches: /^$/ },
  { files: /^lib\/wellness\/mapping-store\.ts$/, touches: /^storage$/ },
  { files: /^lib\/sources\/source\.ts$/, touches: /^fetch$/ },
  {
    files:
      /^lib\/(outbox\/(upload|transition|likeness|surroundings|planned)|missing\/(compare|zone|job|search|forecast|report))\./,
    touches: /^$/,
  },
  { files: /^lib\/intervals\//, touches: /^fetch$/ },
  { files: /^lib\/wellness\/(curve|diff|entry|usage|write-record)\.ts$/, touches: /^$/ },
  { files: /^lib\/sources\//, touches: /^fetch$/ },
  { files: /^lib\/changes\/(change|delivery|repeats|difference|own)\.ts$/, touches: /^$/ },
  { files: /^lib\/changes\/ntfy\.ts$/, touches: /^fetch$/ },
  // The hook lives in other people's pages, where none of ours is.
  { files: /^lib\/capture\/(download|limits|hook\/[\w-]+)\.ts$/, touches: /^$/ },
  { files: /^lib\/capture\/(fetch|store)\.ts$/, touches: /^(fetch|idb)$/ },
  { files: /^lib\/news\.ts$/, touches: /^BroadcastChannel$/ },
  { files: /^lib\/activities\/(names|download)\.ts$/, touches: /^$/ },
  { files: /^lib\/changes\/store\.ts$/, touches: /^idb$/ },
  { files: /^lib\/changes\/(state|topic)\.ts$/, touches: /^storage$/ },
  {
    files:
      /^lib\/workouts\/((names|check|cues|pace|zones|aim|axis|lengths|layout|profile|sums)\.|read\/|plan\/deed\.|folder\/(reconcile|disk)\.)/,
    touches: /^$/,
  },
  {
    files:
      /^lib\/(outbox\/(database|store)|missing\/store|wellness\/store|activities\/store|workouts\/((folder|plan)\/)?store)\.ts$/,
    touches: /^idb$/,
  },
  {
    files:
      /^lib\/(settings|credentials|turns|awake|while-wanted|outbox\/gate|missing\/choice|wellness\/choice|workouts\/folder\/state)\.ts$/,
    touches: /^(storage|browser)$/,
  },
  { files: /^lib\/changes\/note\.ts$/, touches: /^$/ },
  { files: /^lib\/connected\.ts$/, touches: /^$/ },
  { files: /^lib\/wellness\/(refresh|write)\.ts$/, touches: /^$/ },
  { files: /^lib\/workouts\/(calendar|save|choice|days|zip)\./, touches: /^storage$/ },
  { files: /^lib\/workouts\/plan\//, touches: /^$/ },
  { files: /^lib\/workouts\/folder\//, touches: /^browser$/ },
  { files: /^lib\/activities\/(setback|zip)\.ts$/, touches: /^$/ },
  { files: /^lib\/activities\//, touches: /^browser$/ },
  { files: /^lib\/(outbox\/|account\.ts)/, touches: /^browser$/ },
  { files: /^lib\/oauth\.ts$/, touches: /^browser$/ },
  { files: /^lib\/capture\/reach\.ts$/, touches: /^(browser|fetch)$/ },
  { files: /^lib\/capture\//, touches: /^browser$/ },
  { files: /^lib\/missing\//, touches: /^browser$/ },
  { files: /^lib\/changes\//, touches: /^browser$/ },
  { files: /^lib\/messages\.ts$/, touches: /^browser$/ },
  { files: /^components\//, touches: /./ },
  { files: /^entrypoints\//, touches: /./ },
];

const sources = globSync('{lib,components,entrypoints}/**/*.{ts,tsx}').map(path => ({
  path: normalize(path),
  text: readFileSync(path, 'utf8'),
}));

const roomOf = (path: string): number => ROOMS.findIndex(({ files }) => files.test(path));

const importsOf = (text: string): string[] =>
  [...text.matchAll(/^(?:import|export) [^;]*?from '([^']+)'|^import '([^']+)'/gm)].map(
    match => match[1] ?? match[2] ?? '',
  );

describe('the house', () => {
  test('has a room for every file', () => {
    expect(sources.filter(({ path }) => roomOf(path) < 0).map(({ path }) => path)).toEqual([]);
    expect(sources.length).toBeGreaterThan(30);
  });

  test.each(sources)('$path imports downwards only', ({ path, text }) => {
    const upward = importsOf(text)
      .filter(name => name.startsWith('.') && /\.tsx?$/.test(name))
      .map(name => normalize(join(dirname(path), name)))
      .filter(imported => roomOf(imported) > roomOf(path));

    expect(upward).toEqual([]);
  });

  test.each(sources.filter(({ path }) => path.startsWith('lib')))(
    '$path touches only what its room may',
    ({ path, text }) => {
      const outside = {
        fetch: /\bfetch\(|globalThis\.fetch/,
        idb: /from 'idb'|\bindexedDB\b/,
        BroadcastChannel: /\bBroadcastChannel\b/,
        storage: /from 'wxt\/utils\/storage'/,
        browser: /from 'wxt\/browser'/,
      };
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const touched = Object.entries(outside).flatMap(([name, pattern]) => (pattern.test(code) ? name : []));

      expect(touched.filter(name => !ROOMS[roomOf(path)]?.touches.test(name))).toEqual([]);
    },
  );

  test.each(sources)('$path holds one idea: at most 200 lines', ({ text }) => {
    expect(text.split('\n').length).toBeLessThanOrEqual(201);
  });
});
