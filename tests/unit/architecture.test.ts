import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The floors of the house, lowest first: imports go down only. */
const FLOORS = [
  /^lib\/platform\//,
  /^lib\/formats\//,
  /^lib\/services\//,
  /^lib\/features\//,
  /^lib\/[\w-]+\.ts$/,
  /^components\//,
  /^entrypoints\//,
];

/** What of the outside world a floor may touch. What runs in other people's pages, and what is not listed, touches nothing. */
const MAY_TOUCH: [floor: RegExp, outside: string[]][] = [
  [/^lib\/features\/capture\/hook\//, []],
  [/^lib\/formats\//, []],
  [/^lib\/platform\//, ['browser', 'storage', 'indexedDB']],
  [/^lib\/services\//, ['browser', 'storage', 'fetch']],
  [/^(lib|components|entrypoints)\//, ['browser', 'storage', 'indexedDB', 'fetch']],
];

const OUTSIDE = {
  browser: /from 'wxt\/browser'/,
  storage: /from 'wxt\/utils\/storage'/,
  indexedDB: /from 'idb'|\bindexedDB\b/,
  fetch: /(?<![.\w])fetch\(|globalThis\.fetch/,
};

/** Names that are the same on purpose. A new one needs a reason. */
const SHARED_NAMES: string[] = [];

const files = globSync('{lib,components,entrypoints}/**/*.{ts,tsx}').map(path => normalize(path));
const texts = new Map(files.map(path => [path, readFileSync(path, 'utf8')]));
const textOf = (path: string): string => texts.get(path) ?? '';
const imports = new Map(
  files.map(path => [
    path,
    [...textOf(path).matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm)]
      .map(match => normalize(join(dirname(path), match[1] ?? match[2] ?? '')))
      .filter(imported => texts.has(imported)),
  ]),
);
const floor = (path: string): number => FLOORS.findIndex(pattern => pattern.test(path));

/** The shortest way from a file back to itself, through imports of types too. */
function findCircle(start: string): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of imports.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, start];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

describe('the house', () => {
  test('has a floor for every file', () => {
    expect(files.filter(path => floor(path) < 0)).toEqual([]);
    expect(files.length).toBeGreaterThan(300);
  });

  test('has no import that goes up', () => {
    const up = files.flatMap(path =>
      (imports.get(path) ?? [])
        .filter(imported => floor(imported) > floor(path))
        .map(imported => `${path} -> ${imported}`),
    );
    expect(up).toEqual([]);
  });

  test('has no circle of imports', () => {
    expect(files.flatMap(path => findCircle(path)?.join(' -> ') ?? [])).toEqual([]);
  });

  test('touches the outside world only where its floor may', () => {
    const touched = files.flatMap(path => {
      const code = textOf(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const may = MAY_TOUCH.find(([pattern]) => pattern.test(path))?.[1] ?? [];
      return Object.entries(OUTSIDE).flatMap(([name, pattern]) =>
        pattern.test(code) && !may.includes(name) ? `${path}: ${name}` : [],
      );
    });
    expect(touched).toEqual([]);
  });

  test('exports a name once', () => {
    const homes = new Map<string, string[]>();
    for (const path of files) {
      const names = textOf(path).matchAll(
        /^export (?:default )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm,
      );
      for (const [, name = ''] of names) homes.set(name, [...(homes.get(name) ?? []), path]);
    }
    const shared = [...homes].filter(([name, paths]) => paths.length > 1 && !SHARED_NAMES.includes(name));
    expect(shared).toEqual([]);
  });

  test('gives functions names of what they do, and not “xOf”', () => {
    const named = files.flatMap(path =>
      [...textOf(path).matchAll(/\b(?:function\*?|const) ([a-z]\w*Of)\b/g)].map(([, name]) => `${path}: ${name}`),
    );
    expect(named.length).toBeLessThanOrEqual(5);
  });

  test('keeps no flat files in components, and in lib only the two lists of what features declare', () => {
    expect(files.filter(path => /^components\/[^/]+$/.test(path))).toEqual([]);
    expect(files.filter(path => /^lib\/[^/]+$/.test(path))).toEqual(['lib/features.ts', 'lib/settings.ts']);
  });

  test.each(files)('%s imports at most 16 files, and is as long as its idea', path => {
    const lines = textOf(path).split('\n').length - 1;
    const exported = textOf(path).match(/^export /gm)?.length ?? 0;
    expect(imports.get(path)?.length).toBeLessThanOrEqual(16);
    // A table may be long, and so may a module that shows little of itself.
    expect(lines).toBeLessThanOrEqual(exported <= 4 ? 300 : 220);
  });

  test('starts the background from one list', () => {
    expect(textOf('entrypoints/background.ts').split('\n').length).toBeLessThanOrEqual(41);
    expect(imports.get('entrypoints/background.ts')?.length).toBeLessThanOrEqual(8);
  });
});
