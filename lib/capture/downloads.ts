import { browser } from 'wxt/browser';
import { keepAwake } from '../awake.ts';
import { getCredentials } from '../credentials.ts';
import { digest } from '../files/digest.ts';
import { findings } from '../files/inspect.ts';
import { line } from '../line.ts';
import { holdForFile } from '../outbox/needs-file.ts';
import { add } from '../outbox/outbox.ts';
import { findUpload } from '../outbox/store.ts';
import type { Origin } from '../outbox/upload.ts';
import { type PlainProblem, Problem } from '../problem.ts';
import { getSettings } from '../settings.ts';
import { type Begun, begins, type Download, mayBeRead, nameOf, seemsRecording } from './download.ts';
import { hear, onSaid } from './hearing.ts';
import { bytesOf, describe } from './ladder.ts';
import { askToo, keepBegun, type Question, takeBegun, takeQuestion } from './store.ts';

/** What shows things to a person. */
export interface Teller {
  /** Asks whether downloaded recordings should be sent; the same question again when it has grown. */
  ask(question: Question): Promise<void>;
  /** Says that recordings could not be put into the outbox. */
  failed(problem: PlainProblem): void;
}

const AUTOMATIC: Origin = { door: 'download', automatic: true };
const CHOSEN: Origin = { door: 'download', automatic: false };

let teller: Teller | undefined;

/** Listens for downloads, and for pages that tell of them. Called once, when the background comes to life. */
export function captureDownloads(whoTells: Teller): void {
  teller = whoTells;
  onSaid((said, pageUrl) => void keepAwake(heardFromPage(said, pageUrl)));
  watchDownloads();
  // The permission comes at a click in the options, while this worker lives.
  browser.permissions.onAdded.addListener(watchDownloads);
}

/** Without the permission there is nothing to listen to. The same listeners once more are not added again. */
function watchDownloads(): void {
  if (!browser.downloads) return;
  browser.downloads.onCreated.addListener(began);
  browser.downloads.onChanged.addListener(changed);
}

function began(download: Download): void {
  const now = Date.now();
  if (begins(download, now)) void keepBegun({ id: download.id, at: now });
}

function changed({ id, state }: Change): void {
  if (state?.current === 'complete') void keepAwake(inTurn(() => finished(id))).catch(reportError);
  if (state?.current === 'interrupted') void takeBegun(id);
}

interface Change {
  id: number;
  state?: { current?: string | undefined } | undefined;
}

/** One at a time: two that tell of the same bytes must not both find them new, and memory stays flat. */
const inTurn = line();

async function finished(id: number): Promise<void> {
  const begun = await takeBegun(id);
  const [settings, credentials] = await Promise.all([getSettings(), getCredentials()]);
  if (!begun || !settings.captureDownloads || !credentials) return;
  const download = await describe(id);
  if (!download || !mayBeRead(download, browser.runtime.id, browser.runtime.getURL('/'))) return;
  const file = await bytesOf(download, begun);
  if (!file) await missFile(download, begun);
  else if (settings.captureManner === 'automatic') await deliver([file], AUTOMATIC);
  else await askAbout(file, credentials.athlete.id);
}

async function missFile(download: Download, { at }: Begun): Promise<void> {
  if (!seemsRecording(download)) return;
  const key = `download ${download.id} of ${at}`;
  await holdForFile({ name: nameOf(download), size: Math.max(0, download.fileSize), key });
}

/** Asks only about a file that has a recording in it which is not in the outbox already. */
async function askAbout(file: File, athlete: string): Promise<void> {
  for await (const finding of findings(file)) {
    if (finding.verdict !== 'recording') continue;
    if (await findUpload(athlete, await digest(finding.file))) continue;
    const question = await askToo(`${QUESTION}${crypto.randomUUID()}`, athlete, file, await digest(file));
    if (question) await teller?.ask(question);
    return;
  }
}

const QUESTION = 'download-';

/** Whether a notification is one of these questions. */
export const isQuestion = (id: string): boolean => id.startsWith(QUESTION);

/** A person answered: the files are sent, or forgotten. On disk they stay as they are. */
export async function answer(id: string, send: boolean): Promise<void> {
  const question = await takeQuestion(id);
  if (!question || !send) return;
  const files = question.files.map(({ file }) => file);
  await keepAwake(deliver(files, CHOSEN, question.athlete));
}

async function heardFromPage(said: unknown, pageUrl: string): Promise<void> {
  const result = await hear(said, pageUrl);
  if (!result?.site.automatic || result.heard.how !== 'click' || !(await getCredentials())) return;
  const { bytes, name } = result.heard;
  await inTurn(() => deliver([new File([bytes], name)], AUTOMATIC));
}

/** No page is open that could say what went wrong: a file that cannot be kept must not vanish without a word. */
async function deliver(files: File[], origin: Origin, athlete?: string): Promise<void> {
  try {
    const { lost } = await add(files, origin, athlete === undefined ? {} : { athlete });
    for (const { problem } of lost.slice(0, 1)) teller?.failed(problem);
  } catch (thrown) {
    teller?.failed(Problem.from(thrown).toPlain());
  }
}
