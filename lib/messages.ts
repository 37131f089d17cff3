import { defineExtensionMessaging } from '@webext-core/messaging';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { activitySchema } from './capture/activity.ts';
import type { SeenPage, Sent } from './capture/page.ts';
import type { Looked } from './changes/look.ts';
import { isDay } from './day.ts';
import { USED_AREAS } from './intervals/access.ts';
import { type DoneActivity, doneActivitySchema, FILE_KINDS } from './intervals/activity-files.ts';
import type { Athlete } from './intervals/athlete.ts';
import { WORKOUT_FORMATS } from './intervals/event.ts';
import type { Added } from './outbox/outbox.ts';
import { type PlainProblem, Problem } from './problem.ts';
import { isEditable } from './wellness/edit.ts';

const id = z.uuid();
const day = z.string().check(z.refine(isDay));

/** For which athlete, and what belongs together. */
const asked = { athlete: z.string(), batch: id };
const seen = { event: z.int(), day };
const value = z.optional(z.union([z.number(), z.string(), z.boolean()]));
const time = z.optional(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)));

/** What a page may ask of the background, each with the shape of its request. */
const requests = {
  /** A person looks, or the network is back: whatever waits for its next try goes now. */
  tryNow: z.object({}),
  connect: z.object({ key: z.string().check(z.maxLength(1000)) }),
  connectApp: z.object({
    clientId: z.string().check(z.minLength(1), z.maxLength(200)),
    secret: z.string().check(z.maxLength(1000)),
    areas: z.array(z.enum(USED_AREAS)).check(z.minLength(1)),
  }),
  connectToken: z.object({ token: z.string().check(z.maxLength(5000)) }),
  disconnect: z.object({}),
  add: z.object({ files: z.array(z.instanceof(File)) }),
  lookAtPage: z.object({ tabId: z.int() }),
  sendPage: z.object({ tabId: z.int(), activity: activitySchema }),
  retry: z.object({ ids: z.array(id) }),
  sendAnyway: z.object({ id }),
  sendReviewed: z.object({
    id,
    title: z.string(),
    description: z.string(),
    pairWith: z.optional(z.int()),
  }),
  setPaired: z.object({ id, paired: z.boolean() }),
  chooseFile: z.object({ id, file: z.instanceof(File) }),
  remove: z.object({ ids: z.array(id) }),
  undo: z.object({ id }),
  clearHistory: z.object({}),
  findMissing: z.object({
    site: z.enum(['garmin', 'trainingpeaks', 'strava']),
    fromMs: z.number(),
    toMs: z.number(),
  }),
  stopFinding: z.object({}),
  sendMissing: z.object({ ids: z.array(z.string()) }),
  pauseMissing: z.object({}),
  resumeMissing: z.object({}),
  cancelMissing: z.object({}),
  retryMissing: z.object({}),
  refreshCalendar: z.object({ from: day, to: day, format: z.optional(z.enum(WORKOUT_FORMATS)) }),
  startFolder: z.object({ id: z.string(), name: z.string(), kind: z.enum(['chosen', 'downloads']) }),
  stopFolder: z.object({}),
  syncFolder: z.object({}),
  putOnCalendar: z.object({
    ...asked,
    content: z.union([z.instanceof(File), z.string()]),
    name: z.string().check(z.minLength(1)),
    type: z.string().check(z.minLength(1)),
    indoor: z.boolean(),
    day,
    time,
  }),
  moveEvent: z.object({ ...asked, ...seen, to: z.object({ day, time }) }),
  copyEvent: z.object({ ...asked, ...seen, days: z.array(day).check(z.maxLength(100)) }),
  deleteEvent: z.object({ ...asked, ...seen }),
  undoPlan: z.object(asked),
  refreshWellness: z.object({ from: day, to: day }),
  writeWellness: z.object({
    athlete: z.string(),
    kind: z.enum(['edit', 'import']),
    lock: z.boolean(),
    edits: z
      .array(z.object({ day, key: z.string().check(z.refine(isEditable)), from: value, to: value }))
      .check(z.minLength(1)),
  }),
  undoWellness: z.object({ athlete: z.string(), id }),
  listActivities: z.object({
    from: day,
    to: z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/)),
  }),
  searchActivities: z.object({ words: z.string().check(z.minLength(1), z.maxLength(200)) }),
  fetchActivity: z.object({ activity: doneActivitySchema, kind: z.enum(FILE_KINDS) }),
  startDownload: z.object({
    athlete: z.string(),
    kind: z.enum(FILE_KINDS),
    into: z.union([
      z.object({ to: z.enum(['zip', 'downloads']) }),
      z.object({ to: z.literal('folder'), folder: id, name: z.string() }),
    ]),
    title: z.string().check(z.regex(/^[\w -]+$/)),
    activities: z.array(doneActivitySchema).check(z.minLength(1)),
  }),
  pauseDownload: z.object({}),
  resumeDownload: z.object({}),
  forgetDownload: z.object({}),
  lookForChanges: z.object({}),
  followTopic: z.object({
    server: z.url({ protocol: /^https$/ }),
    name: z.string().check(z.regex(/^[-_A-Za-z0-9]{1,64}$/)),
    secret: z.string().check(z.minLength(1), z.maxLength(1000)),
    token: z.optional(z.string().check(z.maxLength(1000))),
  }),
  leaveTopic: z.object({}),
  pause: z.object({}),
  resume: z.object({}),
};

type Requests = typeof requests;
export type MessageName = keyof Requests;
export type Request<Name extends MessageName> = z.infer<Requests[Name]>;

/** What comes back, from those that answer with more than "done". */
interface Answers {
  connect: Athlete;
  connectApp: Athlete;
  connectToken: Athlete;
  /** Why a token could not be taken back on Intervals.icu. */
  disconnect: PlainProblem | undefined;
  add: Added;
  lookAtPage: SeenPage | undefined;
  sendPage: Sent;
  clearHistory: number;
  lookForChanges: Pick<Looked, 'messages' | 'genuine'>;
  putOnCalendar: 'added' | 'known';
  listActivities: DoneActivity[];
  searchActivities: DoneActivity[];
  fetchActivity: File;
  writeWellness: 'written' | 'changed';
}
export type Answer<Name extends MessageName> = Name extends keyof Answers ? Answers[Name] : unknown;

export type Handlers = { [Name in MessageName]: (request: Request<Name>) => Promise<Answer<Name>> };

/** Problems cross as plain facts: an `Error` would lose its kind on the way, and might carry more than it should. */
type Outcome = { answer: unknown } | { problem: PlainProblem };

const messaging = defineExtensionMessaging<{
  ask(envelope: { name: MessageName; request: unknown }): Outcome;
}>();

/** Asks the background. @throws {Problem} whatever its handler threw */
export async function send<Name extends MessageName>(
  name: Name,
  request: Request<Name>,
): Promise<Answer<Name>> {
  const outcome = await messaging.sendMessage('ask', { name, request });
  if ('problem' in outcome) throw Problem.fromPlain(outcome.problem);
  return outcome.answer as Answer<Name>;
}

/** Answers messages in the background. Only this extension's own pages are heard, and every request is parsed. */
export function receive(handlers: Handlers): void {
  messaging.onMessage('ask', async ({ data, sender }) => {
    try {
      if (!isOwnPage(sender)) throw new Problem('unexpected', { detail: 'a message from a stranger' });
      return { answer: await answer(nameSchema.parse(data.name), data.request, handlers) };
    } catch (thrown) {
      return { problem: Problem.from(thrown).toPlain() };
    }
  });
}

const nameSchema = z.enum(Object.keys(requests) as MessageName[]);

function answer<Name extends MessageName>(
  name: Name,
  request: unknown,
  handlers: Handlers,
): Promise<unknown> {
  return handlers[name](requests[name].parse(request) as Request<Name>);
}

/** Content scripts have this extension's id too, but the address of the page that they run in. */
const isOwnPage = (sender: { id?: string; url?: string } | undefined): boolean =>
  sender?.id === browser.runtime.id && (sender.url?.startsWith(browser.runtime.getURL('/')) ?? false);
