// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { UnconfirmedBanner } from '../../../../components/uploads/UnconfirmedBanner.tsx';
import { addUpload } from '../../../../lib/features/uploads/upload-store.ts';
import { notifyChanged } from '../../../../lib/platform/change-events.ts';
import { someUpload } from '../../../support/some-upload.ts';

const page = document.createElement('div');
document.body.append(page);
afterEach(() => render(null, page));

const hold = async (id: string, athlete = 'i1') => {
  const row = someUpload({ id, athlete, digest: id, state: { name: 'held', why: 'unconfirmed' } });
  await addUpload(row, new Blob(['x']), there => there);
  notifyChanged();
};
const untilShown = (text: string) => vi.waitFor(() => expect(page.textContent).toContain(text), { timeout: 5000 });

describe('A13 the question about several downloads', () => {
  test('is answered for all of the athlete at once, and not asked for a single one', async () => {
    const sent: unknown[] = [];
    Object.assign(fakeBrowser.runtime, {
      sendMessage: async ({ request }: { request: unknown }) => {
        sent.push(request);
        return { answer: undefined };
      },
    });
    render(<UnconfirmedBanner athlete="i1" />, page);
    await hold('a');
    await hold('of somebody else', 'i2');
    expect(page.textContent).toBe('');

    await hold('b');
    await untilShown('2 downloaded recordings wait for your answer.');
    [...page.querySelectorAll('button')].find(({ textContent }) => textContent === 'Upload all')?.click();
    expect(sent).toEqual([{ feature: 'uploads', name: 'confirm', data: { ids: expect.arrayContaining(['a', 'b']) } }]);
  });
});
