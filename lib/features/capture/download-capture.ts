import { browser } from 'wxt/browser';
import { inspectFile } from '../../formats/recordings/inspect-file.ts';
import { digest } from '../../platform/digest.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { createMutex } from '../../platform/mutex.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { requestFile } from '../uploads/request-file.ts';
import type { UploadOrigin } from '../uploads/upload.ts';
import { addFiles } from '../uploads/upload-commands.ts';
import { findUploadByDigest } from '../uploads/upload-store.ts';
import {
  type BrowserDownload,
  type DownloadStart,
  getDownloadName,
  isCapturable,
  isReadableSize,
  isStarting,
  seemsRecordingDownload,
} from './browser-download.ts';
import {
  addToQuestion,
  type CaptureQuestion,
  saveDownloadStart,
  takeCaptureQuestion,
  takeDownloadStart,
} from './capture-store.ts';
import { findBrowserDownload, readDownloadBytes } from './download-bytes.ts';
import { onPageReport, receivePageFile } from './page-files.ts';
import { captureSettings } from './settings.ts';

/** Shows captured downloads to a person. */
export interface CaptureNotifier {
  /** Asks whether downloaded recordings should be uploaded; called again when files were added to the question. */
  askToSend(question: CaptureQuestion): Promise<void>;
  /** Says that recordings could not be added to the uploads. */
  notifyFailed(problem: PlainProblem): void;
}

const AUTOMATIC_ORIGIN: UploadOrigin = { via: 'download', automatic: true };
const CHOSEN_ORIGIN: UploadOrigin = { via: 'download', automatic: false };

let notifier: CaptureNotifier | undefined;

/** Watches downloads, and pages' reports of them. Called once, when the background starts. */
export function startDownloadCapture(captureNotifier: CaptureNotifier): void {
  notifier = captureNotifier;
  onPageReport((report, pageUrl) => void withKeepAlive(onPageFile(report, pageUrl)));
  watchDownloads();
  // The permission may be granted in the options while this worker runs.
  browser.permissions.onAdded.addListener(watchDownloads);
}

/** Without the permission there is no `browser.downloads`. Adding a listener again changes nothing. */
function watchDownloads(): void {
  if (!browser.downloads) return;
  browser.downloads.onCreated.addListener(onDownloadCreated);
  browser.downloads.onChanged.addListener(onDownloadChanged);
}

function onDownloadCreated(download: BrowserDownload): void {
  const now = Date.now();
  if (isStarting(download, now)) void saveDownloadStart({ id: download.id, atMs: now });
}

function onDownloadChanged({ id, state }: DownloadDelta): void {
  if (state?.current === 'complete') void withKeepAlive(runExclusive(() => captureDownload(id))).catch(reportError);
  if (state?.current === 'interrupted') void takeDownloadStart(id);
}

interface DownloadDelta {
  id: number;
  state?: { current?: string | undefined } | undefined;
}

/** One at a time: two downloads of the same bytes must not both find them new, and only one file is in memory. */
const runExclusive = createMutex();

async function captureDownload(id: number): Promise<void> {
  const start = await takeDownloadStart(id);
  const [settings, credentials] = await Promise.all([captureSettings.get(), getCredentials()]);
  if (!start || !settings.captureDownloads || !credentials) return;
  const download = await findBrowserDownload(id);
  if (!download || !isCapturable(download, browser.runtime.id, browser.runtime.getURL('/'))) return;
  const file = isReadableSize(download) ? await readDownloadBytes(download, start) : undefined;
  if (!file) await requestUnreadableFile(download, start);
  else if (settings.captureMode === 'automatic') await addUploads([file], AUTOMATIC_ORIGIN);
  else await askToSend(file, credentials.athlete.id);
}

async function requestUnreadableFile(download: BrowserDownload, { atMs }: DownloadStart): Promise<void> {
  if (!seemsRecordingDownload(download)) return;
  const key = `download ${download.id} of ${atMs}`;
  await requestFile({ name: getDownloadName(download), size: Math.max(0, download.fileSize), key });
}

/** Asks about a file only if it contains a recording that was not added before. */
async function askToSend(file: File, athlete: string): Promise<void> {
  for await (const finding of inspectFile(file)) {
    if (finding.verdict !== 'recording') continue;
    if (await findUploadByDigest(athlete, await digest(finding.file))) continue;
    const question = await addToQuestion(`${QUESTION_PREFIX}${crypto.randomUUID()}`, athlete, file, await digest(file));
    if (question) await notifier?.askToSend(question);
    return;
  }
}

const QUESTION_PREFIX = 'download-';

/** Whether a notification is one of these questions. */
export const isCaptureQuestion = (id: string): boolean => id.startsWith(QUESTION_PREFIX);

/** A person answered: uploads the files or drops them. Those on disk are not changed. */
export async function answerCaptureQuestion(id: string, send: boolean): Promise<void> {
  const question = await takeCaptureQuestion(id);
  if (!question || !send) return;
  const files = question.files.map(({ file }) => file);
  await withKeepAlive(addUploads(files, CHOSEN_ORIGIN, question.athlete));
}

async function onPageFile(message: unknown, pageUrl: string): Promise<void> {
  const result = await receivePageFile(message, pageUrl);
  if (!result?.site.automatic || result.file.how !== 'click' || !(await getCredentials())) return;
  const { bytes, name } = result.file;
  await runExclusive(() => addUploads([new File([bytes], name)], AUTOMATIC_ORIGIN));
}

/** No page is open that could show what failed, so the notifier does. */
async function addUploads(files: File[], origin: UploadOrigin, athlete?: string): Promise<void> {
  try {
    const { failed } = await addFiles(files, origin, athlete === undefined ? {} : { athlete });
    for (const { problem } of failed.slice(0, 1)) notifier?.notifyFailed(problem);
  } catch (thrown) {
    notifier?.notifyFailed(Problem.from(thrown).toPlain());
  }
}
