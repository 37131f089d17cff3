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

/**
 * Runs an expression in the window around the pages, which only a browser that allows it shows, and returns its value (of a
 * JSON kind).
 */
export async function inWindow<Value>(bidi: Session, expression: string): Promise<Value> {
  const { contexts } = await bidi.send<{ contexts: { context: string; url: string }[] }>(
    'browsingContext.getTree',
    { 'moz:scope': 'chrome', maxDepth: 0 },
  );
  const context = contexts.find(({ url }) => url.endsWith('/browser.xhtml'))?.context;
  const { result } = await bidi.send<{ result?: { value?: string } }>('script.evaluate', {
    expression: `(async () => JSON.stringify((await ${expression}) ?? null))()`,
    target: { context },
    awaitPromise: true,
  });
  return JSON.parse(result?.value ?? 'null') as Value;
}

/** Chooses an entry of the context menu that is about to open in Firefox. */
export async function chooseInMenu(bidi: Session, entry: string): Promise<void> {
  await inWindow(
    bidi,
    `(async () => {
      const menu = document.getElementById('contentAreaContextMenu');
      for (;;) {
        const found = [...menu.querySelectorAll('menuitem')].find(({ label }) => label === ${JSON.stringify(entry)});
        if (menu.state === 'open' && found) return menu.activateItem(found);
        await new Promise(requestAnimationFrame);
      }
    })()`,
  );
}
