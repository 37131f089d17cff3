import type { Collector } from './collect.ts';
import { readTable } from './csv.ts';
import type { Circumstances, WellnessSource } from './imported.ts';
import type { Steps } from './in-turns.ts';
import { readJson } from './json.ts';
import { readKnownTable } from './known-table.ts';

/** A person's whole life in days has a few megabytes. */
export const MAX_TEXT_BYTES = 32 * 2 ** 20;

interface Around {
  circumstances: Circumstances;
  collector: Collector;
  name: string;
  file?: string;
}

/** Reads what a known program wrote; undefined for others. */
export function* readText(text: string, around: Around): Steps<WellnessSource | undefined> {
  const { collector, file } = around;
  const trimmed = text.replace(/^\ufeff/, '').trimStart();
  if (/^\[(Params|HRData)\]|^\d{3,4}(\s+\d{3,4}){2}/.test(trimmed)) {
    // Heartbeats of an exercise, or with faulty beats among them, give an rMSSD that is no morning's.
    collector.report({ file }, trimmed.slice(0, 200), 'raw-readings');
    return 'rr-recording';
  }
  if (/^[[{]/.test(trimmed)) {
    const source = readJson(trimmed, around);
    if (!source) collector.report({ file }, trimmed.slice(0, 200), 'nothing-of-use');
    return source ?? 'unknown-json';
  }
  const found = yield* readTable(trimmed);
  if (!found) return undefined;
  const source = yield* readKnownTable(found.table, around);
  if (source) for (const row of found.damaged) collector.notUnderstood.push(row);
  return source;
}
