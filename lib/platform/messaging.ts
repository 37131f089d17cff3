import { defineExtensionMessaging } from '@webext-core/messaging';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type { SendPageResult, TabPage } from '../features/capture/send-page.ts';
import type { FeedSyncResult } from '../features/change-feed/feed-sync.ts';
import type { AddResult } from '../features/uploads/upload-commands.ts';
import { isEditableField } from '../features/wellness/wellness-edit.ts';
import { USED_AREAS } from '../services/intervals/access.ts';
import {
  ACTIVITY_FILE_KINDS,
  type ActivityListItem,
  activityListItemSchema,
} from '../services/intervals/activity-files.ts';
import type { Athlete } from '../services/intervals/athlete.ts';
import { WORKOUT_FORMATS } from '../services/intervals/calendar-event.ts';
import { siteIdSchema } from '../services/sites/registry.ts';
import { siteActivitySchema } from '../services/sites/site-activity-schema.ts';
import { isCalendarDate } from './calendar-date.ts';
import { type PlainProblem, Problem } from './problem.ts';

const id = z.uuid();
const day = z.string().check(z.refine(isCalendarDate));

/** For which athlete, and what belongs together. */
const batchRequest = { athlete: z.string(), batch: id };
const eventRef = { event: z.int(), day };
const value = z.optional(z.union([z.number(), z.string(), z.boolean()]));
const time = z.optional(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/)));

/** What a page may ask of the background, each with the shape of its request. */
const requestSchemas = {
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
  sendPage: z.object({ tabId: z.int(), activity: siteActivitySchema }),
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
    site: siteIdSchema,
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
    ...batchRequest,
    content: z.union([z.instanceof(File), z.string()]),
    name: z.string().check(z.minLength(1)),
    type: z.string().check(z.minLength(1)),
    indoor: z.boolean(),
    day,
    time,
  }),
  moveEvent: z.object({ ...batchRequest, ...eventRef, to: z.object({ day, time }) }),
  copyEvent: z.object({ ...batchRequest, ...eventRef, days: z.array(day).check(z.maxLength(100)) }),
  deleteEvent: z.object({ ...batchRequest, ...eventRef }),
  undoPlan: z.object(batchRequest),
  refreshWellness: z.object({ from: day, to: day }),
  writeWellness: z.object({
    athlete: z.string(),
    kind: z.enum(['edit', 'import']),
    lock: z.boolean(),
    edits: z
      .array(z.object({ day, key: z.string().check(z.refine(isEditableField)), from: value, to: value }))
      .check(z.minLength(1)),
  }),
  undoWellness: z.object({ athlete: z.string(), id }),
  listActivities: z.object({
    from: day,
    to: z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/)),
  }),
  searchActivities: z.object({ words: z.string().check(z.minLength(1), z.maxLength(200)) }),
  fetchActivity: z.object({ activity: activityListItemSchema, kind: z.enum(ACTIVITY_FILE_KINDS) }),
  startDownload: z.object({
    athlete: z.string(),
    kind: z.enum(ACTIVITY_FILE_KINDS),
    target: z.union([
      z.object({ to: z.enum(['zip', 'downloads']) }),
      z.object({ to: z.literal('folder'), folder: id, name: z.string() }),
    ]),
    title: z.string().check(z.regex(/^[\w -]+$/)),
    activities: z.array(activityListItemSchema).check(z.minLength(1)),
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

type RequestSchemas = typeof requestSchemas;
export type MessageName = keyof RequestSchemas;
export type MessageRequest<Name extends MessageName> = z.infer<RequestSchemas[Name]>;

/** What comes back, from those that answer with more than "done". */
interface Responses {
  connect: Athlete;
  connectApp: Athlete;
  connectToken: Athlete;
  /** Why a token could not be taken back on Intervals.icu. */
  disconnect: PlainProblem | undefined;
  add: AddResult;
  lookAtPage: TabPage | undefined;
  sendPage: SendPageResult;
  clearHistory: number;
  lookForChanges: Pick<FeedSyncResult, 'messages' | 'genuine'>;
  putOnCalendar: 'added' | 'known';
  listActivities: ActivityListItem[];
  searchActivities: ActivityListItem[];
  fetchActivity: File;
  writeWellness: 'written' | 'changed';
}
export type MessageResponse<Name extends MessageName> = Name extends keyof Responses
  ? Responses[Name]
  : unknown;

export type MessageHandlers = {
  [Name in MessageName]: (request: MessageRequest<Name>) => Promise<MessageResponse<Name>>;
};

/** Problems cross as plain facts: an `Error` would lose its kind on the way, and might carry more than it should. */
type Reply = { answer: unknown } | { problem: PlainProblem };

const messaging = defineExtensionMessaging<{
  ask(envelope: { name: MessageName; request: unknown }): Reply;
}>();

/** Asks the background. @throws {Problem} whatever its handler threw */
export async function sendMessage<Name extends MessageName>(
  name: Name,
  request: MessageRequest<Name>,
): Promise<MessageResponse<Name>> {
  const reply = await messaging.sendMessage('ask', { name, request });
  if ('problem' in reply) throw Problem.fromPlain(reply.problem);
  return reply.answer as MessageResponse<Name>;
}

/** Answers messages in the background. Only this extension's own pages are heard, and every request is parsed. */
export function handleMessages(handlers: MessageHandlers): void {
  messaging.onMessage('ask', async ({ data, sender }) => {
    try {
      if (!isOwnPage(sender)) throw new Problem('unexpected', { detail: 'a message from a stranger' });
      return { answer: await handleRequest(nameSchema.parse(data.name), data.request, handlers) };
    } catch (thrown) {
      return { problem: Problem.from(thrown).toPlain() };
    }
  });
}

const nameSchema = z.enum(Object.keys(requestSchemas) as MessageName[]);

function handleRequest<Name extends MessageName>(
  name: Name,
  request: unknown,
  handlers: MessageHandlers,
): Promise<unknown> {
  return handlers[name](requestSchemas[name].parse(request) as MessageRequest<Name>);
}

/** Content scripts have this extension's id too, but the address of the page that they run in. */
const isOwnPage = (sender: { id?: string; url?: string } | undefined): boolean =>
  sender?.id === browser.runtime.id && (sender.url?.startsWith(browser.runtime.getURL('/')) ?? false);
