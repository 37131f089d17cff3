import type { Measured } from '../e2e/popup-size.ts';
import { inWindow, SEEN, type Session } from './bidi.ts';

/** The popup in the toolbar of a real Firefox, which WebDriver does not treat as a page. */
export interface FirefoxPopup {
  /** Its size and its text. */
  measure(): Promise<Measured>;
  close(): Promise<void>;
}

/** Clicks on the extension in the toolbar's list, where a new one is until it is pinned. */
export async function openFirefoxPopup(bidi: Session): Promise<FirefoxPopup> {
  await inWindow(
    bidi,
    `(async () => {
      ${SEEN}
      document.getElementById('unified-extensions-button').click();
      const button = await seen('the extension in the list', () =>
        document.querySelector('#unified-extensions-panel[panelopen] .unified-extensions-item-action-button'));
      button.click();
    })()`,
  );
  return {
    measure: () => inWindow(bidi, `(async () => {${FIND} ${MEASURE}})()`),
    close: () => inWindow(bidi, `(async () => {${FIND} popup.closest('panel').hidePopup();})()`),
  };
}

const FIND = `
  ${SEEN}
  const popup = await seen('the popup', () => [...document.querySelectorAll('browser.webextension-popup-browser')]
    .find(browser => browser.closest('panel').state === 'open'));`;

/** Its page runs in another process, where this expression is evaluated. */
const ASKED = `
  const { innerWidth: width, innerHeight: height, document: { documentElement: root, body } } = content;
  sendAsyncMessage('measured', { width, height, hidden: root.scrollWidth - root.clientWidth, text: body?.innerText ?? '' });`;

const MEASURE = `
  return await new Promise(resolve => {
    const answered = ({ data }) => {
      popup.messageManager.removeMessageListener('measured', answered);
      resolve(data);
    };
    popup.messageManager.addMessageListener('measured', answered);
    popup.messageManager.loadFrameScript('data:,' + encodeURIComponent(${JSON.stringify(ASKED)}), false);
  });`;
