import FitParser from 'fit-file-parser';
import { NotARecording, type RecordedActivity } from './recording.ts';
import { typeOfFitSport } from './sports.ts';

/** One activity for each session of each part of a FIT file; chained files have several parts. */
export function readFit(bytes: Uint8Array): RecordedActivity[] {
  const [first, ...others] = partsOf(bytes);
  return [...readPart(first ?? bytes, true), ...others.flatMap(part => readPart(part, false))];
}

/** The parser reads the first part of a chained file only, so the file is cut by the sizes in its headers. */
function partsOf(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let rest = bytes;
  while (Buffer.from(rest.subarray(8, 12)).toString('latin1') === '.FIT') {
    const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
    const dataSize = view.getUint32(4, true);
    // A recorder that lost power leaves the size at zero: the rest of the file is the part.
    const size = dataSize === 0 ? rest.length : view.getUint8(0) + dataSize + 2;
    parts.push(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  return parts;
}

function readPart(bytes: Uint8Array, isFirst: boolean): RecordedActivity[] {
  const fit = decode(bytes);
  const fileId = fit?.file_ids?.[0];
  if (fileId && fileId.type !== 'activity') {
    if (!isFirst) return [];
    throw new NotARecording(`The file is not an activity but: ${fileId.type ?? 'nothing known'}`);
  }
  const deviceName: string | undefined = fileId?.product_name;
  const sessions = (fit?.sessions ?? []).filter(session => isDate(session.start_time));
  if (sessions.length === 0) return fromRecords(fit?.records ?? [], deviceName, isFirst);
  return sessions.map(session => ({
    startDate: session.start_time,
    type: typeOfFitSport(session.sport, session.sub_sport),
    elapsedTime: session.total_elapsed_time,
    movingTime: session.total_timer_time,
    distance: session.total_distance,
    deviceName,
    trainer: session.sub_sport === 'indoor_cycling' || session.sub_sport === 'virtual_activity',
  }));
}

/**
 * A part without a session, as a recorder leaves after a power failure. Which damaged files the real server takes is
 * not known: here a first part is an activity even if nothing in it can be read, and what follows it is not.
 */
function fromRecords(
  records: readonly { timestamp?: unknown; distance?: unknown }[],
  deviceName: string | undefined,
  isFirst: boolean,
): RecordedActivity[] {
  const start = records[0]?.timestamp;
  const end = records.at(-1)?.timestamp;
  if (!isDate(start) || !isDate(end)) return isFirst ? [{ type: 'Workout', deviceName }] : [];
  const seconds = (end.getTime() - start.getTime()) / 1000;
  const distance = numberOrNone(records.at(-1)?.distance);
  return [{ startDate: start, type: 'Workout', elapsedTime: seconds, movingTime: seconds, distance, deviceName }];
}

function decode(bytes: Uint8Array) {
  const outcome: { error?: string | undefined; fit?: ParsedFit | undefined } = {};
  try {
    new FitParser({ force: true, mode: 'list' }).parse(Buffer.from(bytes), (error, fit) => {
      outcome.error = error;
      outcome.fit = fit;
    });
  } catch (error) {
    outcome.error = String(error);
  }
  if (outcome.error?.includes('exceeds input length')) throw new NotARecording('The FIT file is truncated');
  return outcome.fit;
}

function numberOrNone(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function isDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

type ParsedFit = Awaited<ReturnType<FitParser['parseAsync']>>;
