import { useEffect } from 'preact/hooks';
import { backgroundRequests } from '../../lib/platform/feature.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';

/**
 * Retries waiting uploads when the page opens, and when the network is back: a stopped background gets no `online` event, so the
 * open page tells it.
 */
export function useRetryOnOpen(): void {
  useEffect(() => {
    const retryNow = () => void sendRequest(backgroundRequests, 'retryNow', {}).catch(reportError);
    retryNow();
    addEventListener('online', retryNow);
    return () => removeEventListener('online', retryNow);
  }, []);
}
