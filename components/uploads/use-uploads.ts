import { useEffect, useRef, useState } from 'preact/hooks';
import type { Upload } from '../../lib/features/uploads/upload.ts';
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

/** What a page shows of the outbox. */
export interface UploadsView {
  uploads: Upload[];
  /** Whether there are more rows than these. */
  hasMore: boolean;
  /** All uploads, by state; done ones are not counted where the selection is `onlyOpen`. */
  counts: UploadCounts;
  /** Those of the newest batch. */
  batch: UploadCounts;
  /** When the earliest queued upload is due. */
  dueAt: number | undefined;
}

/** Which rows, newest first. The function must be the same one as long as it means the same. */
export interface UploadSelection {
  limit: number;
  matches?: ((upload: Upload) => boolean) | undefined;
  /** The page does not say how many are done: counting years of them would make it wait. */
  onlyOpen?: boolean;
}

/** The outbox as far as it could be read: neither of the two until it was read once. */
export interface UploadsState {
  view?: UploadsView;
  problem?: PlainProblem;
}

/** The outbox, live. Rows that did not change keep their identity. */
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
  const [found, counts, batch, dueAt] = await Promise.all([
    listUploads(limit + 1, matches),
    onlyOpen ? countUnfinishedUploads().then(open => ({ ...NONE_DONE, ...open })) : countUploads(),
    getLastBatch().then(countUploads),
    getNextDueAt(),
  ]);
  return { uploads: found.slice(0, limit), hasMore: found.length > limit, counts, batch, dueAt };
}

/** The new rows, but the old object wherever nothing changed: what is the same need not be drawn again. */
export function reuseUnchanged(before: Upload[], now: Upload[]): Upload[] {
  const old = new Map(before.map(upload => [upload.id, upload]));
  return now.map(upload => {
    const existing = old.get(upload.id);
    return existing && JSON.stringify(existing) === JSON.stringify(upload) ? existing : upload;
  });
}
