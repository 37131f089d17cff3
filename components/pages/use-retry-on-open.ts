import { useEffect } from 'preact/hooks';
import { backgroundRequests } from '../../lib/platform/feature.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';

/**
 * While somebody looks, nothing waits that need not: the outbox tries again when the page opens, and when the network is
 * back, of which a worker that sleeps does not hear.
 */
export function useRetryOnOpen(): void {
  useEffect(() => {
    const retryNow = () => void sendRequest(backgroundRequests, 'retryNow', {}).catch(reportError);
    retryNow();
    addEventListener('online', retryNow);
    return () => removeEventListener('online', retryNow);
  }, []);
}
