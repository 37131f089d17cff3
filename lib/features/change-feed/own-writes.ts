import * as z from 'zod/mini';
import type { ApiWrite } from '../../services/intervals/client.ts';
import { activitySubject, deletedActivitySubject, eventSubject, wellnessSubject } from './change.ts';
import { saveOwnWrites } from './feed-store.ts';

const id = z.union([z.string(), z.int()]);
const withId = z.object({ id });

/**
 * Stores what Musette itself writes for an athlete, so that it is not reported to them as a change. Never rejects: the write
 * has succeeded, whether or not it can be stored here.
 */
export async function recordOwnWrite(athlete: string, write: ApiWrite): Promise<void> {
  const subjects = getWriteSubjects(write);
  if (subjects.length > 0) await saveOwnWrites(athlete, subjects, Date.now()).catch(thrown => reportError(thrown));
}

/** The subjects of what Musette wrote to Intervals.icu: a change to one of them is not reported to the athlete. */
export function getWriteSubjects({ method, path, json, status, body }: ApiWrite): string[] {
  const [, activity] = /^\/activity\/([^/]+)/.exec(path) ?? [];
  if (activity) {
    const activityId = decodeURIComponent(activity);
    return [method === 'DELETE' ? deletedActivitySubject(activityId) : activitySubject(activityId)];
  }
  const [, resource, rest] = /^\/athlete\/[^/]+\/(activities|events|wellness)\b(.*)$/.exec(path) ?? [];
  // 200: its activities existed before, so this write has changed nothing.
  if (resource === 'activities') return status === 201 ? getIdsUnder(body, 'activities').map(activitySubject) : [];
  if (resource === 'events') {
    const [, event] = /^\/(\d+)/.exec(rest ?? '') ?? [];
    return [...(event ? [event] : []), ...getIds([body]), ...getIds(toList(json))].map(eventSubject);
  }
  if (resource !== 'wellness') return [];
  const [, day] = /^\/(\d{4}-\d\d-\d\d)$/.exec(rest ?? '') ?? [];
  return [...(day ? [day] : []), ...getIds(toList(json))].map(wellnessSubject);
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
