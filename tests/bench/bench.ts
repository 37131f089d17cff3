import { execFileSync } from 'node:child_process';
import { benchCapture } from './capture.ts';
import { benchInspect } from './inspect.ts';
import { benchOriginals } from './originals.ts';
import { benchHistory, benchOutbox } from './outbox.ts';
import { benchSameness } from './sameness.ts';
import { benchSize } from './size.ts';
import { benchWellness } from './wellness.ts';
import { benchPopup, benchWorkouts } from './workouts.ts';

/**
 * `npm run bench`: speed against a named alternative, measured in the same run on the same files. Prints ratios;
 * asserts nothing, because a number means something only next to the other number of the same machine and minute.
 */
execFileSync('wxt', ['build'], { stdio: 'ignore' });

console.log('\nReading files: inspect against the full parse of fit-file-parser');
console.table(await benchInspect());
console.log('\nRecognising an activity in another description: labelled pairs, beside two other rules');
console.table(await benchSameness());
console.log(
  '\nSending 500 files, 100 ms latency, budget lifted: the outbox against `curl -F file=@…` one after the other',
);
console.table(await benchOutbox(500));
console.log('\nWith a long history: adding 20 files, and opening the popup until its list is there (medians)');
console.table(await benchHistory([10, 1000, 10_000]));
console.log(
  '\nCaptured downloads: from complete to the first byte of the POST, by where the bytes come from, beside one round trip',
);
console.table(await benchCapture());
console.log(
  '\n365 days of 2 planned workouts: from the choice of the days to the files on disk, beside curl, jq and base64',
);
console.table(await benchWorkouts(365));
console.log('\nOpening the popup until its list is there (medians), with workouts on the calendar');
console.table(await benchPopup());
console.log('\nFetching 500 originals, 100 ms latency, budget lifted: one zip against `curl --parallel-max 6`');
console.table(await benchOriginals(500));
console.log(
  '\nWellness of 30 fields: opening the days, and from the end of an entry to the second frame after it, by days',
);
console.table(await benchWellness([10, 30, 365]));
console.log('\nThe packed Chromium build');
console.table(benchSize());
