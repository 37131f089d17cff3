import { Problem } from '../../platform/problem.ts';
import type { ParsedFile, RecordingFormat } from './recording.ts';

/** What `read` makes of a file of this format; the `Problem` that it throws is a reading too. */
export function tryParseRecording(format: RecordingFormat, parse: () => ParsedFile): ParsedFile {
  try {
    return parse();
  } catch (thrown) {
    return { verdict: 'broken', problem: Problem.from(thrown).toPlain(), format };
  }
}
