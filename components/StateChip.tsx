import type { StateName } from '../lib/outbox/upload.ts';
import { STATE_WORDS } from './row-words.ts';
import './StateChip.css';

/** The state of an upload: a word, and a colour and a shape beside it. */
export function StateChip({ state }: { state: StateName }) {
  return <span class={`state state-${state}`}>{STATE_WORDS[state]}</span>;
}
