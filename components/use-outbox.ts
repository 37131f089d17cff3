import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type Counts,
  countOpen,
  countUploads,
  lastBatch,
  listUploads,
  nextDueAt,
} from '../lib/outbox/store.ts';
import type { Upload } from '../lib/outbox/upload.ts';
import { type PlainProblem, Problem } from '../lib/problem.ts';
import { keepReading } from './keep-reading.ts';

/** What a page shows of the outbox. */
export interface OutboxView {
  uploads: Upload[];
  /** Whether there are more rows than these. */
  more: boolean;
  /** All uploads, by state; done ones are not counted where the selection is `onlyOpen`. */
  counts: Counts;
  /** Those of the newest batch. */
  batch: Counts;
  /** When the earliest queued upload is due. */
  dueAt: number | undefined;
}

/** Which rows, newest first. The function must be the same one as long as it means the same. */
export interface Selection {
  limit: number;
  matches?: ((upload: Upload) => boolean) | undefined;
  /** The page does not say how many are done: counting years of them would make it wait. */
  onlyOpen?: boolean;
}

/** The outbox as far as it could be read: neither of the two until it was read once. */
export interface OutboxReading {
  view?: OutboxView;
  problem?: PlainProblem;
}

/** The outbox, live. Rows that did not change keep their identity. */
export function useOutbox({ limit, matches, onlyOpen = false }: Selection): OutboxReading {
  const [reading, setReading] = useState<OutboxReading>({});
  const last = useRef<OutboxView | undefined>(undefined);
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const next = await readOutbox({ limit, matches, onlyOpen });
      if (!isCurrent()) return;
      const view = { ...next, uploads: reuse(last.current?.uploads ?? [], next.uploads) };
      last.current = view;
      setReading({ view });
    };
    return keepReading(read, thrown => setReading({ problem: Problem.from(thrown).toPlain() }));
  }, [limit, matches, onlyOpen]);
  return reading;
}

const NONE_DONE = { uploaded: 0, duplicate: 0 };

async function readOutbox({ limit, matches, onlyOpen }: Selection): Promise<OutboxView> {
  const [found, counts, batch, dueAt] = await Promise.all([
    listUploads(limit + 1, matches),
    onlyOpen ? countOpen().then(open => ({ ...NONE_DONE, ...open })) : countUploads(),
    lastBatch().then(countUploads),
    nextDueAt(),
  ]);
  return { uploads: found.slice(0, limit), more: found.length > limit, counts, batch, dueAt };
}

/** The new rows, but the old object wherever nothing changed: what is the same need not be drawn again. */
export function reuse(before: Upload[], now: Upload[]): Upload[] {
  const old = new Map(before.map(upload => [upload.id, upload]));
  return now.map(upload => {
    const there = old.get(upload.id);
    return there && JSON.stringify(there) === JSON.stringify(upload) ? there : upload;
  });
}
