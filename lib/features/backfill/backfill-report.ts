import type { PlainProblem } from '../../platform/problem.ts';
import type { Upload, UploadStateName } from '../uploads/upload.ts';
import type { BackfillJob } from './backfill-job.ts';

/** The state of a job, all the way to Intervals.icu. */
export type BackfillOutcome =
  | 'waiting'
  | 'fetching'
  | 'on-the-way'
  | 'sent'
  | 'known'
  | 'held'
  | 'no-file'
  | 'failed'
  /** The user removed it from the outbox. */
  | 'removed';

export interface BackfillReportRow {
  job: BackfillJob;
  outcome: BackfillOutcome;
  problem?: PlainProblem;
}

/** The outcome of each job. Pure. */
export function createBackfillReport(jobs: BackfillJob[], uploads: Upload[]): BackfillReportRow[] {
  const byId = new Map(uploads.map(upload => [upload.id, upload]));
  return jobs.map(job => toReportRow(job, byId));
}

function toReportRow(job: BackfillJob, uploads: Map<string, Upload>): BackfillReportRow {
  const { state } = job;
  if (state.name === 'failed') return { job, outcome: 'failed', problem: state.problem };
  if (state.name !== 'handed') return { job, outcome: state.name };
  const ownUploads = state.uploads.flatMap(id => uploads.get(id) ?? []);
  // Of several files, report the one that needs the most attention.
  const [name, outcome] = OUTCOME_BY_STATE.find(([is]) => ownUploads.some(upload => upload.state.name === is)) ?? [];
  const worst = ownUploads.find(upload => upload.state.name === name)?.state;
  if (worst?.name === 'failed') return { job, outcome: 'failed', problem: worst.problem };
  if (outcome === 'known' && ownUploads.some(({ createdIds }) => createdIds.length > 0))
    return { job, outcome: 'sent' };
  return { job, outcome: outcome ?? 'removed' };
}

const OUTCOME_BY_STATE: [UploadStateName, BackfillOutcome][] = [
  ['failed', 'failed'],
  ['held', 'held'],
  ['sending', 'on-the-way'],
  ['queued', 'on-the-way'],
  ['uploaded', 'sent'],
  ['duplicate', 'known'],
];

export type OutcomeCounts = Record<BackfillOutcome, number>;

/** Counts the jobs by outcome. */
export function countByOutcome(rows: BackfillReportRow[]): OutcomeCounts {
  const counts: OutcomeCounts = {
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
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

/** How many jobs are not finished. */
export const countPending = (counts: OutcomeCounts): number => counts.waiting + counts.fetching + counts['on-the-way'];
