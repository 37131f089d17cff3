import type { Page } from '@playwright/test';

/** Drops files on a day of the calendar. */
export async function drop(page: Page, day: string, files: { name: string; text: string }[]): Promise<void> {
  await page.locator(`[data-day="${day}"]`).evaluate((target, dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }
  }, files);
}
