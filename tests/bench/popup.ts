import type { Musette } from '../support/browsers/chromium.ts';
import { median } from './running.ts';

/** From the start of the navigation until the first row is in the document. */
export async function timePopup(musette: Musette): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    const popup = await musette.open('popup.html');
    times.push(await popup.evaluate(firstRowAt));
    await popup.close();
  }
  return median(times);
}

function firstRowAt(): Promise<number> {
  return new Promise(resolve => {
    const look = () => document.querySelector('main li, section li, li') !== null && resolve(performance.now());
    if (look()) return;
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
}
