import { useEffect, useRef, useState } from 'preact/hooks';
import { NO_BATCH, type Upload } from '../../lib/features/uploads/upload.ts';
import {
  countUnfinishedUploads,
  countUploads,
  getLastBatch,
  getNextDueAt,
  listUploads,
  type UploadCounts,
} from '../../lib/features/uploads/upload-store.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { liveQuery } from '../hooks/live-query.ts';

/** What a page shows of the uploads. */
export interface UploadsView {
  uploads: Upload[];
  /** Whether there are more uploads than these. */
  hasMore: boolean;
  /** All uploads by state; with `onlyOpen`, done uploads are not counted. */
  counts: UploadCounts;
  /** How many of the failed uploads have no file that could be sent again. */
  failedWithoutFile: number;
  /** The uploads of the newest batch by state. */
  batch: UploadCounts;
  /** When the earliest queued upload is due, ms since the epoch. */
  dueAt: number | undefined;
}

/** Which uploads, newest first. `matches` must have a stable identity. */
export interface UploadSelection {
  limit: number;
  matches?: ((upload: Upload) => boolean) | undefined;
  /** Done uploads are not counted: counting those of years takes too long for the popup. */
  onlyOpen?: boolean;
}

/** The uploads, or why they could not be read; neither until the first read has ended. */
export interface UploadsState {
  view?: UploadsView;
  problem?: PlainProblem;
}

/** The uploads, live. Uploads that did not change keep their identity. */
export function useUploads({ limit, matches, onlyOpen = false }: UploadSelection): UploadsState {
  const [reading, setReading] = useState<UploadsState>({});
  const last = useRef<UploadsView | undefined>(undefined);
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const next = await readUploads({ limit, matches, onlyOpen });
      if (!isCurrent()) return;
      const view = { ...next, uploads: reuseUnchanged(last.current?.uploads ?? [], next.uploads) };
      last.current = view;
      setReading({ view });
    };
    return liveQuery(read, thrown => setReading({ problem: Problem.from(thrown).toPlain() }), ['outbox']);
  }, [limit, matches, onlyOpen]);
  return reading;
}

const NONE_DONE = { uploaded: 0, duplicate: 0 };

async function readUploads({ limit, matches, onlyOpen }: UploadSelection): Promise<UploadsView> {
  const [found, counts, unbatched, batch, dueAt] = await Promise.all([
    listUploads(limit + 1, matches),
    onlyOpen ? countUnfinishedUploads().then(open => ({ ...NONE_DONE, ...open })) : countUploads(),
    countUploads(NO_BATCH),
    getLastBatch().then(countUploads),
    getNextDueAt(),
  ]);
  const uploads = found.slice(0, limit);
  return { uploads, hasMore: found.length > limit, counts, failedWithoutFile: unbatched.failed, batch, dueAt };
}

/** The new uploads, with the old object wherever nothing changed: memoized rows do not render again. */
export function reuseUnchanged(before: Upload[], now: Upload[]): Upload[] {
  const old = new Map(before.map(upload => [upload.id, upload]));
  return now.map(upload => {
    const existing = old.get(upload.id);
    return existing && JSON.stringify(existing) === JSON.stringify(upload) ? existing : upload;
  });
}
