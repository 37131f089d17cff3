import { Problem } from '../problem.ts';
import type { Reading, RecordingFormat } from './recording.ts';

/** What `read` makes of a file of this format; the `Problem` that it throws is a reading too. */
export function attempt(format: RecordingFormat, read: () => Reading): Reading {
  try {
    return read();
  } catch (thrown) {
    return { verdict: 'broken', problem: Problem.from(thrown).toPlain(), format };
  }
}
