import { toDataView } from '../../platform/bytes.ts';
import { brokenFile } from '../file-problems.ts';
import { type FitDefinition, type FitField, FitMessage } from './fit-message.ts';
import type { FitPart } from './fit-parts.ts';
import { FIT_MESSAGES } from './fit-profile.ts';

/** Summary of the records of a part. Times in seconds of FIT's clock, which starts at the end of 1989. */
export interface RecordSummary {
  count: number;
  /** As written: the times of the first and the last record. */
  firstSecs?: number;
  lastSecs?: number;
  /** Whether a record is earlier than the one before it, or more than an hour later. */
  isUneven: boolean;
  last?: FitMessage;
}

/**
 * Reads all messages of a part: counts the records, and calls `visit` with the few messages about the whole file
 * (`file_id`, sessions, laps, sport, devices, workout steps). This loop reads every byte of an archive of years, so it
 * is one long function without allocations.
 * @param times Gets the time of each record.
 * @throws {Problem} `broken-file` with the byte in `detail`.
 */
export function visitFitMessages(
  bytes: Uint8Array,
  part: FitPart,
  visit: (message: FitMessage) => void,
  times?: number[],
): RecordSummary {
  const view = toDataView(bytes);
  const definitions: (StoredDefinition | undefined)[] = new Array(16).fill(undefined);
  const { dataEnd: end, isUnfinished } = part;
  let at = part.dataStart;
  let count = 0;
  let firstSecs = NO_TIME;
  let lastSecs = NO_TIME;
  let clock = NO_TIME;
  let isUneven = false;
  let lastAt = 0;
  let lastDefinition: StoredDefinition | undefined;

  while (at < end) {
    const header = view.getUint8(at++);
    const compressed = header >= COMPRESSED_TIMESTAMP_FLAG;
    if (!compressed && header & DEFINITION_FLAG) {
      const layout = readDefinition(view, at, end, (header & DEVELOPER_FIELDS_FLAG) !== 0);
      if (!layout && isUnfinished) break;
      if (!layout) throw brokenFile(`cut off in the definition at byte ${at - 1}${part.location}`);
      definitions[header & 15] = layout;
      at += layout.definitionSize;
      continue;
    }
    const definition = definitions[compressed ? (header >> 5) & 3 : header & 15];
    if (isUnfinished && (!definition || at + definition.size > end)) break;
    if (!definition) throw brokenFile(`data record without definition at byte ${at - 1}${part.location}`);
    if (at + definition.size > end) throw brokenFile(`cut off in the data record at byte ${at - 1}${part.location}`);

    if (compressed && clock !== NO_TIME) clock += (header - clock) & 31;
    else if (definition.timestampOffset >= 0) {
      const time = view.getUint32(at + definition.timestampOffset, definition.littleEndian);
      if (time !== NO_TIME) clock = time;
    }
    if (definition.globalNumber === FIT_MESSAGES.record) {
      if (firstSecs === NO_TIME) firstSecs = clock;
      // Modulo 2³², an earlier time is one of many years later.
      else if ((clock - lastSecs) >>> 0 > HOUR_SECS) isUneven = true;
      lastSecs = clock;
      if (times !== undefined && clock !== NO_TIME) times.push(clock);
      lastAt = at;
      lastDefinition = definition;
      count++;
    } else if (definition.isVisited) visit(new FitMessage(view, at, definition));
    at += definition.size;
  }
  if (!lastDefinition) return { count, isUneven };
  const last = new FitMessage(view, lastAt, lastDefinition);
  return firstSecs === NO_TIME ? { count, isUneven, last } : { count, firstSecs, lastSecs, isUneven, last };
}

const HOUR_SECS = 3600;

const COMPRESSED_TIMESTAMP_FLAG = 0x80;
const DEFINITION_FLAG = 0x40;
const DEVELOPER_FIELDS_FLAG = 0x20;
const TIMESTAMP_FIELD = 253;
/** FIT's invalid uint32: no timestamp yet. */
const NO_TIME = 0xffffffff;

const VISITED_MESSAGES: ReadonlySet<number> = new Set([
  FIT_MESSAGES.fileId,
  FIT_MESSAGES.sport,
  FIT_MESSAGES.session,
  FIT_MESSAGES.lap,
  FIT_MESSAGES.deviceInfo,
  FIT_MESSAGES.workout,
  FIT_MESSAGES.workoutStep,
]);

interface StoredDefinition extends FitDefinition {
  /** Bytes of the definition itself, without its header. */
  definitionSize: number;
  /** Whether `visit` gets its messages. */
  isVisited: boolean;
}

function readDefinition(view: DataView, at: number, end: number, developer: boolean): StoredDefinition | undefined {
  if (at + 5 > end) return undefined;
  const littleEndian = view.getUint8(at + 1) === 0;
  const globalNumber = view.getUint16(at + 2, littleEndian);
  const fieldsEnd = at + 5 + 3 * view.getUint8(at + 4);
  if (fieldsEnd + (developer ? 1 : 0) > end) return undefined;
  const definitionEnd = developer ? fieldsEnd + 1 + 3 * view.getUint8(fieldsEnd) : fieldsEnd;
  if (definitionEnd > end) return undefined;

  const fields: FitField[] = [];
  let size = 0;
  for (let entry = at + 5; entry < fieldsEnd; entry += 3) {
    const field = {
      number: view.getUint8(entry),
      size: view.getUint8(entry + 1),
      type: view.getUint8(entry + 2),
    };
    // Fields of size 0 are dropped, so that a definition full of them cannot make the search for a field slow.
    if (field.size > 0) fields.push({ ...field, offset: size });
    size += field.size;
  }
  for (let entry = fieldsEnd + 1; entry < definitionEnd; entry += 3) size += view.getUint8(entry + 1);

  const timestampOffset = fields.find(field => field.number === TIMESTAMP_FIELD && field.size >= 4)?.offset ?? -1;
  const definitionSize = definitionEnd - at;
  return {
    globalNumber,
    littleEndian,
    size,
    timestampOffset,
    fields,
    definitionSize,
    isVisited: VISITED_MESSAGES.has(globalNumber),
  };
}
