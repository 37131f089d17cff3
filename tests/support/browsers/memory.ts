import { readFileSync } from 'node:fs';
import { browserPid, type Musette } from './chromium.ts';

/** Bytes of the background after garbage collection, and of the browser's own process, which holds its Blobs. */
export async function memoryOf({ context, id, profile }: Musette): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('No browser');
  const { targetInfos } = await session.send('Target.getTargets');
  const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.includes(id));
  if (!worker) throw new Error('No worker');
  const { sessionId } = await session.send('Target.attachToTarget', { targetId: worker.targetId });
  const ask = (id: number, method: string): Promise<HeapUsage> =>
    new Promise(resolve => {
      session.on('Target.receivedMessageFromTarget', ({ message }) => {
        const reply = JSON.parse(message);
        if (reply.id === id) resolve(reply.result);
      });
      void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    });
  await ask(1, 'HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await ask(2, 'Runtime.getHeapUsage');
  await session.detach();
  return usedSize + backingStorageSize + privateMemory(browserPid(profile));
}

interface HeapUsage {
  usedSize: number;
  backingStorageSize: number;
}

const privateMemory = (pid: number): number =>
  1024 * Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
