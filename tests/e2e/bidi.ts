import { once } from 'node:events';

/** A connection to a browser that is driven from outside. */
export interface Session {
  send<Result = unknown>(method: string, params: object): Promise<Result>;
}

/** A WebDriver BiDi session: numbered requests, and replies with the same number (w3c.github.io/webdriver-bidi). */
export async function openSession(address: string): Promise<Session> {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, type, result, error, message } = JSON.parse(data);
    const reply = waiting.get(id);
    waiting.delete(id);
    if (type === 'error') reply?.reject(new Error(`${error}: ${message}`));
    else reply?.resolve(result);
  });
  await once(socket, 'open');
  const session: Session = {
    send<Result>(method: string, params: object) {
      last += 1;
      const reply = Promise.withResolvers<unknown>();
      waiting.set(last, reply);
      socket.send(JSON.stringify({ id: last, method, params }));
      return reply.promise as Promise<Result>;
    },
  };
  await session.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  return session;
}
