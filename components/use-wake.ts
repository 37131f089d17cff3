import { useEffect } from 'preact/hooks';
import { send } from '../lib/messages.ts';

/** Wakes the background as the page opens: what should be under way is, even if the worker was stopped in the middle. */
export function useWake(): void {
  useEffect(() => void send('wake', {}).catch(reportError), []);
}
