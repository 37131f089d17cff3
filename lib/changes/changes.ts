import { browser } from 'wxt/browser';
import { keepAwake } from '../awake.ts';
import { site } from '../capture/access.ts';
import { expectAthlete, getCredentials, watchAccount } from '../credentials.ts';
import { line } from '../line.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { getSettings, watchSettings } from '../settings.ts';
import { MINUTE } from '../time.ts';
import { type Change, kindOf } from './change.ts';
import { fromNow } from './listen.ts';
import { type Looked, lookOnce } from './look.ts';
import { changeLooking, getLooking } from './state.ts';
import { forgetChanges, forgetSeen, getSeen } from './store.ts';
import { forgetTopic, getTopic, setTopic, type Topic } from './topic.ts';

/** Name of the alarm that wakes the background to look for changes. */
export const CHANGES_ALARM = 'changes';

/** What is done with news. */
export interface Keeper {
  /** Tells a person, once a look. */
  tell(news: Change[]): Promise<void>;
  /** Fills the workouts folder anew. */
  fillFolder(): Promise<void>;
}

let keeper: Keeper | undefined;

/** One after the other: what is read, compared and stored belongs together. */
const inTurn = line(thrown => reportError(thrown));

/** Looks for changes from now on, as the settings say. Called once, when the background comes to life. */
export function keepChanges(by: Keeper): void {
  keeper = by;
  // Both say at once how they are: that is one reason to look, and not two.
  const heard = new Set<'account' | 'settings'>();
  const heed = (what: 'account' | 'settings') => {
    if (heard.add(what).size === 2) void inTurn(schedule);
  };
  watchAccount(() => heed('account'));
  watchSettings(() => heed('settings'));
}

/** Looks now, one look after the other, and does with the news what the person chose. Never rejects. */
export const look = (): Promise<Looked> => inTurn(() => keepAwake(lookAndTell()));

/** The same for somebody who looks. @throws {Problem} what kept Musette from looking */
export async function lookNow(): Promise<Looked> {
  const looked = await look();
  if (looked.problem) throw Problem.fromPlain(looked.problem);
  return looked;
}

/** Hears of changes through a topic from now on, in place of any other. @throws {Problem} `not-connected` */
export async function followTopic(topic: Pick<Topic, 'server' | 'name' | 'secret' | 'token'>): Promise<void> {
  const athlete = await expectAthlete();
  await inTurn(() => setTopic({ ...topic, athlete, ...fromNow(Date.now()) }));
  await inTurn(schedule);
}

/** Hears of nothing through the topic any more, and forgets its secret. */
export async function leaveTopic(): Promise<void> {
  await inTurn(dropTopic);
  await inTurn(schedule);
}

async function lookAndTell(): Promise<Looked> {
  const looked = await lookOnce();
  const { news } = looked;
  if (news.length === 0 || !keeper) return looked;
  const { changesTell, changesMark, changesFillFolder } = await getSettings();
  const marked = news.filter(change => changesMark.includes(kindOf(change)));
  await changeLooking(state => ({ ...state, unseen: state.unseen + marked.length }));
  // Only now: a page that shows the list takes the mark away.
  announce('changes');
  const told = news.filter(change => changesTell.includes(kindOf(change)));
  if (told.length > 0) await keeper.tell(told);
  // It takes a while, and how it went is told elsewhere.
  if (changesFillFolder && news.some(change => kindOf(change) === 'calendar')) void keeper.fillFolder();
  return looked;
}

/** Sets the alarm as it is wanted, and makes up for a look that was missed. */
async function schedule(): Promise<void> {
  const credentials = await getCredentials();
  await forgetOthers(credentials?.athlete.id);
  const [{ watchChanges, changesMinutes }, topic] = await Promise.all([getSettings(), getTopic()]);
  if (!credentials || (!watchChanges && !topic)) return await stop();
  const alarm = await browser.alarms.get(CHANGES_ALARM);
  if (alarm?.periodInMinutes !== changesMinutes)
    browser.alarms.create(CHANGES_ALARM, { periodInMinutes: changesMinutes });
  const { atMs = 0 } = await getLooking();
  if (Date.now() - atMs > changesMinutes * MINUTE) await keepAwake(lookAndTell());
}

/** Nothing is looked at any more, and who begins again begins anew. */
async function stop(): Promise<void> {
  const [wasOn, { atMs }] = await Promise.all([browser.alarms.clear(CHANGES_ALARM), getLooking()]);
  // Most people never look, and no start of the background should open a database for them.
  if (!wasOn && atMs === undefined) return;
  await forgetSeen();
  await changeLooking(({ unseen }) => ({ unseen }));
}

/** Whoever is connected now, what is kept of somebody else goes, and the secret of their app with it. */
async function forgetOthers(athlete: string | undefined): Promise<void> {
  const [topic, { atMs }] = await Promise.all([getTopic(), getLooking()]);
  const seen = atMs === undefined ? undefined : await getSeen();
  const owners = [topic, seen].flatMap(kept => (kept ? [kept.athlete] : []));
  if (athlete !== undefined && owners.every(owner => owner === athlete)) return;
  await Promise.all([forgetChanges(), dropTopic(), changeLooking(() => ({ unseen: 0 }))]);
  announce('changes');
}

/** What was granted to read its server is given back, unless that is a site that is listened to. */
async function dropTopic(): Promise<void> {
  const [topic, { captureSites }] = await Promise.all([getTopic(), getSettings()]);
  await forgetTopic();
  if (!topic) return;
  const { hostname } = new URL(topic.server);
  if (captureSites.some(({ host }) => host === hostname)) return;
  await browser.permissions.remove(site(hostname)).catch(reportError);
}
