import { viewOf } from '../bytes.ts';
import { brokenFile } from '../faults.ts';
import { type Field, FitMessage, type Layout } from './message.ts';
import type { FitPart } from './parts.ts';
import { MESSAGE } from './profile.ts';

/** What the records of a part come to. Times are FIT's: seconds since the end of 1989. */
export interface Records {
  count: number;
  firstSecs?: number;
  lastSecs?: number;
  last?: FitMessage;
}

/**
 * Walks over all messages of a part: counts its records, and hands the few messages that tell something about the
 * whole (`file_id`, sessions, laps, sport, devices, a workout's steps) to `visit`. The hot loop of the room: every byte of a season passes.
 * @throws {Problem} `broken-file` with the byte in `detail`.
 */
export function walk(bytes: Uint8Array, part: FitPart, visit: (message: FitMessage) => void): Records {
  const view = viewOf(bytes);
  const layouts: (DefinedLayout | undefined)[] = new Array(16).fill(undefined);
  const end = part.dataEnd;
  let at = part.dataStart;
  let count = 0;
  let firstSecs = NO_TIME;
  let lastSecs = NO_TIME;
  let clock = NO_TIME;
  let lastAt = 0;
  let lastLayout: DefinedLayout | undefined;

  while (at < end) {
    const header = view.getUint8(at++);
    const compressed = header >= COMPRESSED;
    if (!compressed && header & DEFINITION) {
      const layout = layoutAt(view, at, end, (header & DEVELOPER_FIELDS) !== 0);
      if (!layout) throw brokenFile(`cut off in the definition at byte ${at - 1}${part.where}`);
      layouts[header & 15] = layout;
      at += layout.definitionSize;
      continue;
    }
    const layout = layouts[compressed ? (header >> 5) & 3 : header & 15];
    if (!layout) throw brokenFile(`data record without definition at byte ${at - 1}${part.where}`);
    if (at + layout.size > end) throw brokenFile(`cut off in the data record at byte ${at - 1}${part.where}`);

    if (compressed && clock !== NO_TIME) clock += (header - clock) & 31;
    else if (layout.timeAt >= 0) {
      const time = view.getUint32(at + layout.timeAt, layout.littleEndian);
      if (time !== NO_TIME) clock = time;
    }
    if (layout.global === MESSAGE.record) {
      if (firstSecs === NO_TIME) firstSecs = clock;
      lastSecs = clock;
      lastAt = at;
      lastLayout = layout;
      count++;
    } else if (layout.telling) visit(new FitMessage(view, at, layout));
    at += layout.size;
  }
  if (!lastLayout) return { count };
  const last = new FitMessage(view, lastAt, lastLayout);
  return firstSecs === NO_TIME ? { count, last } : { count, firstSecs, lastSecs, last };
}

const COMPRESSED = 0x80;
const DEFINITION = 0x40;
const DEVELOPER_FIELDS = 0x20;
const TIMESTAMP = 253;
/** FIT's invalid uint32: no timestamp was seen yet. */
const NO_TIME = 0xffffffff;

const TELLING: ReadonlySet<number> = new Set([
  MESSAGE.fileId,
  MESSAGE.sport,
  MESSAGE.session,
  MESSAGE.lap,
  MESSAGE.deviceInfo,
  MESSAGE.workout,
  MESSAGE.workoutStep,
]);

interface DefinedLayout extends Layout {
  /** Bytes of the definition itself, without its header. */
  definitionSize: number;
  /** Whether its messages are for `visit`. */
  telling: boolean;
}

function layoutAt(view: DataView, at: number, end: number, developer: boolean): DefinedLayout | undefined {
  if (at + 5 > end) return undefined;
  const littleEndian = view.getUint8(at + 1) === 0;
  const global = view.getUint16(at + 2, littleEndian);
  const fieldsEnd = at + 5 + 3 * view.getUint8(at + 4);
  if (fieldsEnd + (developer ? 1 : 0) > end) return undefined;
  const definitionEnd = developer ? fieldsEnd + 1 + 3 * view.getUint8(fieldsEnd) : fieldsEnd;
  if (definitionEnd > end) return undefined;

  const fields: Field[] = [];
  let size = 0;
  for (let entry = at + 5; entry < fieldsEnd; entry += 3) {
    const field = {
      number: view.getUint8(entry),
      size: view.getUint8(entry + 1),
      type: view.getUint8(entry + 2),
    };
    // Without those of no size, looking for a field never costs more than the bytes of its message.
    if (field.size > 0) fields.push({ ...field, at: size });
    size += field.size;
  }
  for (let entry = fieldsEnd + 1; entry < definitionEnd; entry += 3) size += view.getUint8(entry + 1);

  const timeAt = fields.find(field => field.number === TIMESTAMP && field.size >= 4)?.at ?? -1;
  const definitionSize = definitionEnd - at;
  return { global, littleEndian, size, timeAt, fields, definitionSize, telling: TELLING.has(global) };
}
