import type { Measured } from '../e2e/popup-size.ts';
import { inWindow, SEEN, type Session } from './bidi.ts';

/** The popup that hangs from the toolbar of a real Firefox, which is no page to WebDriver. */
export interface FirefoxPopup {
  /** How large it is, and what can be read in it. */
  measure(): Promise<Measured>;
  close(): Promise<void>;
}

/** Clicks on the extension in the list that hangs from the toolbar, where a new one stands until it is pinned. */
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

/** Its page runs in another process: this is asked there. */
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
