import { workerOf } from '../e2e/connect.ts';
import type { Measured } from '../e2e/popup-size.ts';
import type { Musette } from './chromium.ts';

/** The popup of the toolbar's button, which Playwright does not treat as a page. */
export interface RealPopup {
  /** Runs an expression in it until it is truthy, and returns its value (of a JSON kind). */
  until<Value>(expression: string): Promise<Value>;
  /** Presses the button of this name as soon as it appears. */
  press(button: string): Promise<unknown>;
  /** Its whole text, once it contains this. */
  textWith(part: string): Promise<string>;
  /** Its size and its text. */
  measure(): Promise<Measured>;
  close(): Promise<void>;
}

/** Opens it over the tab in front. There was no click, so the browser grants nothing with it. */
export async function openPopup(musette: Musette): Promise<RealPopup> {
  const worker = await workerOf(musette.context);
  const found = findPopup(musette);
  await worker.evaluate(() => chrome.action.openPopup());
  return await found;
}

/** Finds the open popup, and connects to it as a debugger does. */
export async function findPopup({ context, id }: Musette): Promise<RealPopup> {
  const browser = context.browser();
  if (!browser) throw new Error('The browser is gone');
  const session = await browser.newBrowserCDPSession();
  const url = `chrome-extension://${id}/popup.html`;
  const found = Promise.withResolvers<string>();
  session.on('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.url === url) found.resolve(targetInfo.targetId);
  });
  session.on('Target.targetInfoChanged', ({ targetInfo }) => {
    if (targetInfo.url === url) found.resolve(targetInfo.targetId);
  });
  await session.send('Target.setDiscoverTargets', { discover: true });
  const targetId = await found.promise;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (value: unknown) => void>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id: number, result } = JSON.parse(message);
    // Nothing can be read yet: the caller asks again.
    waiting.get(number)?.(result?.exceptionDetails ? undefined : result?.result?.value);
  });
  let last = 0;
  const evaluate = async (expression: string): Promise<unknown> => {
    last += 1;
    const reply = Promise.withResolvers<unknown>();
    waiting.set(last, reply.resolve);
    const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const message = JSON.stringify({ id: last, method: 'Runtime.evaluate', params });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    return await reply.promise;
  };
  const until = async <Value>(expression: string) => {
    for (;;) {
      const value = await evaluate(`(async () => {
        const look = () => ${expression};
        for (let n = 0; n < 50; n += 1) {
          const seen = look();
          if (seen) return seen;
          await new Promise(requestAnimationFrame);
        }
      })()`);
      if (value) return value as Value;
    }
  };
  return {
    until,
    measure: () =>
      until(`(({ scrollWidth, clientWidth }) => ({
        width: innerWidth,
        height: innerHeight,
        hidden: scrollWidth - clientWidth,
        text: document.body?.innerText ?? '',
      }))(document.documentElement)`),
    press: button =>
      until(`[...document.querySelectorAll('button')]
      .filter(({ textContent, disabled }) => textContent === ${JSON.stringify(button)} && !disabled)
      .map(found => found.click() ?? true)[0]`),
    async close() {
      const gone = Promise.withResolvers<void>();
      session.on('Target.targetDestroyed', ({ targetId: which }) => which === targetId && gone.resolve());
      await session.send('Target.closeTarget', { targetId });
      await gone.promise;
    },
    textWith: part => until(`document.body?.innerText.includes(${JSON.stringify(part)}) && document.body.innerText`),
  };
}
