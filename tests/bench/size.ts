import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';

/** 150 with uploads only; planned workouts, activities and wellness add as much, the licences of libraries 7. */
const BUDGET_KB = 300;

/** The zip that a store gets. */
export function benchSize() {
  execFileSync('wxt', ['zip'], { stdio: 'ignore' });
  const [zip = ''] = globSync('dist/*-chrome.zip');
  const unpacked = globSync('dist/chrome-mv3/**/*')
    .map(path => statSync(path))
    .filter(file => file.isFile());
  return {
    'packed kB': Math.round(statSync(zip).size / 100) / 10,
    'unpacked kB': Math.round(unpacked.reduce((sum, { size }) => sum + size, 0) / 100) / 10,
    'budget kB': BUDGET_KB,
  };
}
