import { useCallback, useEffect, useState } from 'preact/hooks';
import { send } from '../lib/messages.ts';
import type { Added } from '../lib/outbox/outbox.ts';
import { type PlainProblem, Problem } from '../lib/problem.ts';
import type { Dropped } from './dropped-files.ts';

/** What became of the files that this page handed over last. */
export interface AddedNews extends Omit<Added, 'ids'> {
  /** Files of chosen folders that by their names are no recordings. */
  leftOut: number;
  /** None of them could be added at all. */
  problem?: PlainProblem;
}

export interface Adding {
  add: (dropped: Dropped | Promise<Dropped>) => void;
  /** Folders are being walked, or files are being read. */
  busy: boolean;
  /** Files that are being read now. */
  underWay: number;
  news: AddedNews | undefined;
  dismiss: () => void;
}

/** Hands files over to the background. Until it has them, leaving the page asks first: they would be lost. */
export function useAdding(): Adding {
  const [jobs, setJobs] = useState(0);
  const [underWay, setUnderWay] = useState(0);
  const [news, setNews] = useState<AddedNews>();
  const add = useCallback(async (coming: Dropped | Promise<Dropped>) => {
    setNews(undefined);
    setJobs(n => n + 1);
    const dropped = await coming;
    setUnderWay(n => n + dropped.files.length);
    const next = await handOver(dropped);
    setNews(before => (before ? sum(before, next) : next));
    setUnderWay(n => n - dropped.files.length);
    setJobs(n => n - 1);
  }, []);
  const busy = jobs > 0;
  useGuard(busy);
  const dismiss = useCallback(() => setNews(undefined), []);
  return { add, busy, underWay, news, dismiss };
}

async function handOver({ files, leftOut, lost }: Dropped): Promise<AddedNews> {
  const none: AddedNews = { added: 0, known: 0, passedOver: 0, lost, leftOut };
  if (files.length === 0) return none;
  try {
    return sum(none, { ...(await send('add', { files })), leftOut: 0 });
  } catch (thrown) {
    return { ...none, problem: Problem.from(thrown).toPlain() };
  }
}

function sum(a: AddedNews, b: AddedNews): AddedNews {
  const problem = b.problem ?? a.problem;
  return {
    added: a.added + b.added,
    known: a.known + b.known,
    passedOver: a.passedOver + b.passedOver,
    leftOut: a.leftOut + b.leftOut,
    lost: [...a.lost, ...b.lost],
    ...(problem && { problem }),
  };
}

/** Asks before the page is left. */
export function useGuard(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [on]);
}
