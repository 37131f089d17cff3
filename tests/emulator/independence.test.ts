import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Other programs may use the emulator, so it imports only itself, tests/fixtures and these packages. */
const ALLOWED = /^(tests\/(emulator|fixtures)\/|node:|(ajv|fflate|fit-file-parser|saxes|selfsigned|vitest)$)/;

test('the emulator and its fixtures import nothing of the product', () => {
  const files = globSync('tests/{emulator,fixtures}/**/*.{ts,js}');
  const foreign = files.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) [^;]*?from '([^']+)'|^import '([^']+)'/gm)]
      .map(([, name = '', bare = '']) => name || bare)
      .map(name => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name))
      .filter(name => !ALLOWED.test(name))
      .map(name => `${file} imports ${name}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(foreign).toEqual([]);
});
