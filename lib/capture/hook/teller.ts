import { FETCHED_LATER_MS, MAX_BLOBS, MAX_HEARD_BYTES, MAX_TALK } from '../limits.ts';
import { Allowance } from './allowance.ts';
import { carries, SNIFFED } from './carries.ts';
import { SPOKEN, type Spoken } from './spoken.ts';

/** Tells the relay of bytes that may be a recording, now and then, and of nothing else. */
export type Tell = (how: Spoken['how'], url: string, name: string, blob: Blob) => Promise<void>;

export function teller(): Tell {
  // Apart, so that a page that fetches all day does not use up what is for the files that it gives out.
  const allowances = { click: new Allowance(MAX_TALK), fetch: new Allowance(MAX_TALK) };
  let saved = { size: 0, at: 0 };
  let looking = 0;

  const startOf = async (blob: Blob): Promise<Uint8Array> => {
    looking += 1;
    try {
      return new Uint8Array(await blob.slice(0, SNIFFED).arrayBuffer());
    } finally {
      looking -= 1;
    }
  };

  return async (how, url, name, blob) => {
    if (blob.size === 0 || blob.size > MAX_HEARD_BYTES || looking >= MAX_BLOBS) return;
    if (!carries(await startOf(blob), how)) return;
    // Fetched, and saved a moment later: told already.
    const now = Date.now();
    if (how === 'fetch' && blob.size === saved.size && now - saved.at < 2 * FETCHED_LATER_MS) return;
    if (!allowances[how].take(now)) return;
    if (how === 'click') saved = { size: blob.size, at: now };
    const base64 = new Uint8Array(await blob.arrayBuffer()).toBase64();
    const spoken: Spoken = { how, url, name, base64 };
    dispatchEvent(new CustomEvent(SPOKEN, { detail: JSON.stringify(spoken) }));
  };
}
