import type { StateName, Upload } from '../outbox/upload.ts';
import type { PlainProblem } from '../problem.ts';
import type { Job } from './job.ts';

/** How far a job has come, all the way to Intervals.icu. */
export type Outcome =
  | 'waiting'
  | 'fetching'
  | 'on-the-way'
  | 'sent'
  | 'known'
  | 'held'
  | 'no-file'
  | 'failed'
  /** A person took it out of the outbox. */
  | 'removed';

export interface Line {
  job: Job;
  outcome: Outcome;
  problem?: PlainProblem;
}

/** What became of each job. Pure. */
export function reportOf(jobs: Job[], uploads: Upload[]): Line[] {
  const byId = new Map(uploads.map(upload => [upload.id, upload]));
  return jobs.map(job => lineOf(job, byId));
}

function lineOf(job: Job, uploads: Map<string, Upload>): Line {
  const { state } = job;
  if (state.name === 'failed') return { job, outcome: 'failed', problem: state.problem };
  if (state.name !== 'handed') return { job, outcome: state.name };
  const own = state.uploads.flatMap(id => uploads.get(id) ?? []);
  // Of several files the one that needs most is what there is to say.
  const [name, outcome] = OUTCOMES.find(([is]) => own.some(upload => upload.state.name === is)) ?? [];
  const worst = own.find(upload => upload.state.name === name)?.state;
  if (worst?.name === 'failed') return { job, outcome: 'failed', problem: worst.problem };
  if (outcome === 'known' && own.some(({ created }) => created.length > 0)) return { job, outcome: 'sent' };
  return { job, outcome: outcome ?? 'removed' };
}

const OUTCOMES: [StateName, Outcome][] = [
  ['failed', 'failed'],
  ['held', 'held'],
  ['sending', 'on-the-way'],
  ['queued', 'on-the-way'],
  ['uploaded', 'sent'],
  ['duplicate', 'known'],
];

export type Tally = Record<Outcome, number>;

/** How many there are of each outcome. */
export function tallyOf(lines: Line[]): Tally {
  const tally: Tally = {
    waiting: 0,
    fetching: 0,
    'on-the-way': 0,
    sent: 0,
    known: 0,
    held: 0,
    'no-file': 0,
    failed: 0,
    removed: 0,
  };
  for (const { outcome } of lines) tally[outcome] += 1;
  return tally;
}

/** How many jobs are not settled yet. */
export const stillOpen = (tally: Tally): number => tally.waiting + tally.fetching + tally['on-the-way'];
