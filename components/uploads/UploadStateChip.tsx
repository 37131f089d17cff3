import type { UploadStateName } from '../../lib/features/uploads/upload.ts';
import { UPLOAD_STATE_LABELS } from './upload-messages.ts';
import '../ui/StateChip.css';

/** The state of an upload: a word, a colour and a shape. */
export function UploadStateChip({ state }: { state: UploadStateName }) {
  return <span class={`state state-${state}`}>{UPLOAD_STATE_LABELS[state]}</span>;
}
