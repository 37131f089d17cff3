import { MAX_HEARD_BYTES, MAX_TALK } from '../limits.ts';
import { Allowance } from './allowance.ts';
import { SPOKEN } from './spoken.ts';

/** Longest event that is passed on: base64 and some names around it. */
const MAX_LENGTH = Math.ceil(MAX_HEARD_BYTES / 3) * 4 + 16_384;

/**
 * Passes on what the hook says, from the page to the background and never the other way. What it says may be the page's own
 * invention: only how much and how often is looked at here, the rest is for the background to judge.
 */
export function relay(pass: (said: unknown) => void): void {
  const allowance = new Allowance(2 * MAX_TALK);
  addEventListener(SPOKEN, event => {
    const text: unknown = event instanceof CustomEvent ? event.detail : undefined;
    if (typeof text !== 'string' || text.length > MAX_LENGTH || !allowance.take(Date.now())) return;
    const said = parsed(text);
    if (said !== undefined) pass(said);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the page speaks, and not our hook.
    return undefined;
  }
}
