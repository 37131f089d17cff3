import * as z from 'zod/mini';
import type { ApiWrite } from '../../services/intervals/client.ts';
import {
  activitySubject,
  deletedActivitySubject,
  deletedEventSubject,
  eventSubject,
  wellnessSubject,
} from './change.ts';
import type { WrittenSubject } from './dedupe.ts';
import { saveOwnWrites } from './feed-store.ts';

const id = z.union([z.string(), z.int()]);
const withId = z.object({ id });
const withUpdated = z.object({ updated: z.string() });

/**
 * Stores what Musette itself writes for an athlete, so that it is not reported to them as a change. Never rejects: the write
 * has succeeded, whether or not it can be stored here.
 */
export async function recordOwnWrite(athlete: string, write: ApiWrite): Promise<void> {
  const written = getWrittenSubjects(write);
  if (written.length > 0) await saveOwnWrites(athlete, written, Date.now()).catch(thrown => reportError(thrown));
}

/** What Musette wrote to Intervals.icu: the same change is not reported to the athlete. */
export function getWrittenSubjects({ method, path, json, status, body }: ApiWrite): WrittenSubject[] {
  const [, activity] = /^\/activity\/([^/]+)/.exec(path) ?? [];
  if (activity) {
    const activityId = decodeURIComponent(activity);
    return [{ subject: method === 'DELETE' ? deletedActivitySubject(activityId) : activitySubject(activityId) }];
  }
  const [, resource, rest] = /^\/athlete\/[^/]+\/(activities|events|wellness)\b(.*)$/.exec(path) ?? [];
  // 200: its activities existed before, so this write has changed nothing.
  if (resource === 'activities')
    return status === 201 ? getIdsUnder(body, 'activities').map(one => ({ subject: activitySubject(one) })) : [];
  if (resource === 'events') return getWrittenEvents(method, rest, json, body);
  if (resource !== 'wellness') return [];
  const [, day] = /^\/(\d{4}-\d\d-\d\d)$/.exec(rest ?? '') ?? [];
  return [...(day ? [day] : []), ...getIds(toList(json))].map(one => ({ subject: wellnessSubject(one) }));
}

function getWrittenEvents(method: ApiWrite['method'], rest = '', json: unknown, body: unknown): WrittenSubject[] {
  const [, event] = /^\/(\d+)/.exec(rest) ?? [];
  if (method === 'DELETE') return event ? [{ subject: deletedEventSubject(event) }] : [];
  const reply = withUpdated.safeParse(body);
  const version = reply.success ? Date.parse(reply.data.updated) : Number.NaN;
  const ids = new Set([...(event ? [event] : []), ...getIds([body]), ...getIds(toList(json))]);
  return [...ids].map(one => ({ subject: eventSubject(one), ...(!Number.isNaN(version) && { version }) }));
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const getIds = (values: unknown[]): string[] =>
  values.flatMap(value => {
    const read = withId.safeParse(value);
    return read.success ? [String(read.data.id)] : [];
  });

const getIdsUnder = (body: unknown, key: string): string[] => {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  return read.success ? getIds(toList(read.data[key])) : [];
};
