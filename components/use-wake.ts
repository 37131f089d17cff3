import { useEffect } from 'preact/hooks';
import { send } from '../lib/messages.ts';

/**
 * While somebody looks, nothing waits that need not: the outbox tries again when the page opens, and when the network is
 * back, of which a worker that sleeps does not hear.
 */
export function useWake(): void {
  useEffect(() => {
    const tryNow = () => void send('tryNow', {}).catch(reportError);
    tryNow();
    addEventListener('online', tryNow);
    return () => removeEventListener('online', tryNow);
  }, []);
}
