import config from '../../playwright.config.ts';
import { chooseInMenu, type Session } from './bidi.ts';

/** As long as the pages of Chromium are waited for. */
const PATIENCE_MS = config.expect?.timeout ?? 0;

/** A page of the extension in a real Firefox. */
export interface FirefoxPage {
  /** Runs an expression in the page until it is truthy, and returns its value (of a JSON kind). */
  until<Value>(expression: string): Promise<Value>;
  /** Waits until the page says this. */
  says(text: string): Promise<void>;
  /** Clicks what an expression finds, once it is enabled, as a mouse does: the browser accepts only that as a user's click. */
  click(expression: string): Promise<void>;
  /** Presses these keys, one after the other, where the focus is; "\uE007" is the one for "Enter". */
  type(keys: string): Promise<void>;
  /** Right-clicks on what an expression finds, and chooses the entry of this name in the browser's own menu. */
  chooseInMenu(expression: string, entry: string): Promise<void>;
  /** Chooses files in the input that the selector finds. */
  chooseFiles(selector: string, paths: string[]): Promise<void>;
  /** Closes it, and its window if it was the only page there. */
  close(): Promise<void>;
}

/** The page in a tab. */
export function pageIn(bidi: Session, context: string, url: string): FirefoxPage {
  const evaluate = (expression: string) =>
    bidi.send<Evaluated>('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
      userActivation: true,
    });
  /** Checks once a frame, for as long as other tests wait. */
  const seen = async (expression: string): Promise<Evaluated['result']> => {
    for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; ) {
      const { result } = await evaluate(`(async () => {
        for (let n = 0; n < 50; n += 1) {
          const found = await ${expression};
          if (found) return found;
          await new Promise(requestAnimationFrame);
        }
        return null;
      })()`);
      if (result && result.type !== 'null') return result;
    }
    const { result } = await evaluate(`location.href + '\\n' + document.body.innerText`);
    throw new Error(`Not to be seen: ${expression}\nThe page is ${result?.value}`);
  };
  const press = async (expression: string, button: number) => {
    // Its position has to be the same for a frame: a click on something that moves misses it.
    const result = await seen(`(async found => {
      if (!found || found.disabled || found.ariaDisabled === 'true') return null;
      found.scrollIntoView({ block: 'center' });
      const place = () => JSON.stringify(found.getBoundingClientRect());
      const before = place();
      await new Promise(requestAnimationFrame);
      return place() === before ? found : null;
    })(${expression})`);
    const origin = { type: 'element', element: { sharedId: result?.sharedId } };
    const pointer = [
      { type: 'pointerMove', x: 0, y: 0, origin },
      { type: 'pointerDown', button },
      { type: 'pointerUp', button },
    ];
    const actions = [{ type: 'pointer', id: 'mouse', actions: pointer }];
    await bidi.send('input.performActions', { context, actions });
  };
  const page: FirefoxPage = {
    async until<Value>(expression: string) {
      const isHere = `(location.href === ${JSON.stringify(url)} || location.href.startsWith(${JSON.stringify(`${url}#`)}))`;
      const json = `(value => value ? JSON.stringify(value) : null)(${isHere} ? (${expression}) : null)`;
      return JSON.parse((await seen(json))?.value ?? 'null') as Value;
    },
    async says(text) {
      await page.until(`document.body.innerText.includes(${JSON.stringify(text)})`);
    },
    click: expression => press(expression, 0),
    async type(keys) {
      const keyboard = Array.from(keys).flatMap(value => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      const actions = [{ type: 'key', id: 'keyboard', actions: keyboard }];
      await bidi.send('input.performActions', { context, actions });
    },
    async chooseInMenu(expression, entry) {
      await press(expression, 2);
      await chooseInMenu(bidi, entry);
    },
    async chooseFiles(selector, files) {
      const { result } = await evaluate(`document.querySelector(${JSON.stringify(selector)})`);
      await bidi.send('input.setFiles', { context, element: { sharedId: result?.sharedId }, files });
    },
    async close() {
      await bidi.send('browsingContext.close', { context });
    },
  };
  return page;
}

/** Finds the button of this name, or the summary of a section. */
export const button = (name: string): string =>
  `[...document.querySelectorAll('button, summary')].find(({ textContent }) => textContent === ${JSON.stringify(name)})`;

interface Evaluated {
  result?: { type: string; value?: string; sharedId?: string };
}
