import type { CooperativeTask } from '../../platform/cooperative-task.ts';
import type { ParserContext } from './day-collector.ts';
import type { WellnessExportKind } from './import-result.ts';
import { parseCsvTables } from './parse-csv-table.ts';
import { parseKnownTables } from './parse-known-table.ts';
import { parseWellnessJson } from './parse-wellness-json.ts';

/** A lifetime of days has a few megabytes. */
export const MAX_TEXT_BYTES = 32 * 2 ** 20;

/** Collects the days of a text that a known program exported; undefined for any other text. */
export function* parseWellnessText(
  text: string,
  fileName: string,
  context: ParserContext,
): CooperativeTask<WellnessExportKind | undefined> {
  const { collector, file } = context;
  const trimmed = text.replace(/^\ufeff/, '').trimStart();
  if (/^\[(Params|HRData)\]|^\d{3,4}(\s+\d{3,4}){2}/.test(trimmed)) {
    // An rMSSD of these heartbeats would not be a morning HRV: they may come from exercise, or contain faulty beats.
    collector.reject({ file }, trimmed.slice(0, 200), 'raw-readings');
    return 'rr-recording';
  }
  if (/^[[{]/.test(trimmed)) {
    const source = parseWellnessJson(trimmed, context);
    if (!source) collector.reject({ file }, trimmed.slice(0, 200), 'no-usable-values');
    return source ?? 'unknown-json';
  }
  const found = yield* parseCsvTables(trimmed);
  return found && (yield* parseKnownTables(found, fileName, context));
}
