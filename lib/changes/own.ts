import * as z from 'zod/mini';
import type { Written } from '../intervals/client.ts';
import { activitySubject, eventSubject, goneSubject, wellnessSubject } from './change.ts';

const id = z.union([z.string(), z.int()]);
const withId = z.object({ id });

/** What Musette itself wrote to Intervals.icu, by the names that changes go by: the athlete knows of it, so it is no news. */
export function subjectsOfWritten({ method, path, json, status, body }: Written): string[] {
  const [, activity] = /^\/activity\/([^/]+)/.exec(path) ?? [];
  if (activity) {
    const name = decodeURIComponent(activity);
    return [method === 'DELETE' ? goneSubject(name) : activitySubject(name)];
  }
  const [, what, rest] = /^\/athlete\/[^/]+\/(activities|events|wellness)\b(.*)$/.exec(path) ?? [];
  // 200: all of it was there before, brought by somebody else.
  if (what === 'activities') return status === 201 ? idsIn(body, 'activities').map(activitySubject) : [];
  if (what === 'events') {
    const [, event] = /^\/(\d+)/.exec(rest ?? '') ?? [];
    return [...(event ? [event] : []), ...idsOf([body]), ...idsOf(listIn(json))].map(eventSubject);
  }
  if (what !== 'wellness') return [];
  const [, day] = /^\/(\d{4}-\d\d-\d\d)$/.exec(rest ?? '') ?? [];
  return [...(day ? [day] : []), ...idsOf(listIn(json))].map(wellnessSubject);
}

const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const idsOf = (values: unknown[]): string[] =>
  values.flatMap(value => {
    const read = withId.safeParse(value);
    return read.success ? [String(read.data.id)] : [];
  });

const idsIn = (body: unknown, key: string): string[] => {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  return read.success ? idsOf(listIn(read.data[key])) : [];
};
