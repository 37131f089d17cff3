import type { Upload } from '../../lib/features/uploads/upload.ts';

export const NOON = Date.UTC(2026, 10, 21, 12);

/** A ride of an hour and 30 km, queued at noon and due at once. */
export const someUpload = (change: Partial<Upload> = {}): Upload => ({
  id: crypto.randomUUID(),
  athlete: 'i123456',
  digest: 'd1',
  name: 'ride.fit',
  size: 1000,
  origin: { via: 'disk', automatic: false },
  addedAt: NOON,
  batch: 1,
  state: { name: 'queued', dueAt: NOON },
  recording: {
    format: 'fit',
    sessions: [{ sport: 'ride', startMs: NOON - 3_600_000, durationSecs: 3600, distanceM: 30_000 }],
    warnings: [],
  },
  skipChecks: false,
  tries: 0,
  unconfirmedRequests: 0,
  activities: [],
  createdIds: [],
  ...change,
});
