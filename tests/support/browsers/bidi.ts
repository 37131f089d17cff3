import { once } from 'node:events';

/** A connection to a browser that is controlled from outside. */
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
  const { contexts } = await bidi.send<{ contexts: { context: string; url: string }[] }>('browsingContext.getTree', {
    'moz:scope': 'chrome',
    maxDepth: 0,
  });
  const context = contexts.find(({ url }) => url.endsWith('/browser.xhtml'))?.context;
  const { result, exceptionDetails } = await bidi.send<Evaluated>('script.evaluate', {
    expression: `(async () => JSON.stringify((await ${expression}) ?? null))()`,
    target: { context },
    awaitPromise: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return JSON.parse(result?.value ?? 'null') as Value;
}

interface Evaluated {
  result?: { value?: string };
  exceptionDetails?: { text: string };
}

/** Source of a function for `inWindow`: checks once a frame until it finds something, for as long as other tests wait. */
export const SEEN = `const seen = async (what, look) => {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise(requestAnimationFrame)) {
    const found = look();
    if (found) return found;
  }
  throw new Error('Not to be seen: ' + what);
};`;

/** Chooses an entry of the context menu that is about to open in Firefox. */
export async function chooseInMenu(bidi: Session, entry: string): Promise<void> {
  await inWindow(
    bidi,
    `(async () => {
      ${SEEN}
      const menu = document.getElementById('contentAreaContextMenu');
      const label = ${JSON.stringify(entry)};
      const item = await seen(label, () =>
        menu.state === 'open' && [...menu.querySelectorAll('menuitem')].find(item => item.label === label));
      menu.activateItem(item);
    })()`,
  );
}
