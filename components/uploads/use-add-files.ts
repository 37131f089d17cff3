import { useCallback, useEffect, useState } from 'preact/hooks';
import { uploadRequests } from '../../lib/features/uploads/requests.ts';
import type { AddResult } from '../../lib/features/uploads/upload-commands.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import type { DroppedFiles } from '../hooks/dropped-files.ts';

/** What became of the files that this page handed over last. */
export interface AddFilesResult extends Omit<AddResult, 'ids'> {
  /** Files of chosen folders that by their names are no recordings. */
  ignored: number;
  /** None of them could be added at all. */
  problem?: PlainProblem;
}

export interface FileAdder {
  add: (dropped: DroppedFiles | Promise<DroppedFiles>) => void;
  /** Folders are being walked, or files are being read. */
  busy: boolean;
  /** Files that are being read now. */
  filesInProgress: number;
  result: AddFilesResult | undefined;
  dismiss: () => void;
}

/** Hands files over to the background. Until it has them, leaving the page asks first: they would be lost. */
export function useAddFiles(): FileAdder {
  const [jobs, setJobs] = useState(0);
  const [filesInProgress, setUnderWay] = useState(0);
  const [result, setNews] = useState<AddFilesResult>();
  const add = useCallback(async (pending: DroppedFiles | Promise<DroppedFiles>) => {
    setNews(undefined);
    setJobs(n => n + 1);
    const dropped = await pending;
    setUnderWay(n => n + dropped.files.length);
    const added = await sendFiles(dropped);
    setNews(before => (before ? mergeResults(before, added) : added));
    setUnderWay(n => n - dropped.files.length);
    setJobs(n => n - 1);
  }, []);
  const busy = jobs > 0;
  useLeaveWarning(busy);
  const dismiss = useCallback(() => setNews(undefined), []);
  return { add, busy, filesInProgress, result, dismiss };
}

async function sendFiles({ files, ignored, unreadable }: DroppedFiles): Promise<AddFilesResult> {
  const none: AddFilesResult = { added: 0, known: 0, skipped: 0, failed: unreadable, ignored };
  if (files.length === 0) return none;
  try {
    return mergeResults(none, { ...(await sendRequest(uploadRequests, 'add', { files })), ignored: 0 });
  } catch (thrown) {
    return { ...none, problem: Problem.from(thrown).toPlain() };
  }
}

function mergeResults(a: AddFilesResult, b: AddFilesResult): AddFilesResult {
  const problem = b.problem ?? a.problem;
  return {
    added: a.added + b.added,
    known: a.known + b.known,
    skipped: a.skipped + b.skipped,
    ignored: a.ignored + b.ignored,
    failed: [...a.failed, ...b.failed],
    ...(problem && { problem }),
  };
}

/** Asks before the page is left. */
export function useLeaveWarning(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [on]);
}
