// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { ImportFileCard } from '../../../../components/wellness/import/ImportFileCard.tsx';
import { parseWellnessLines } from '../../../support/parse-wellness-lines.ts';

async function show(lines: readonly string[]) {
  const page = document.createElement('div');
  const setOrder = vi.fn();
  const file = { id: 'a', name: 'export.csv', result: await parseWellnessLines(lines) };
  render(<ImportFileCard file={file} remove={vi.fn()} setMapping={vi.fn()} setOrder={setOrder} />, page);
  return { text: page.textContent ?? '', selects: [...page.querySelectorAll('select')], setOrder };
}

test('C5 a table of a known program asks which number of its dates comes first, where they leave it open', async () => {
  const header = 'date,HR,AVNN,SDNN,rMSSD';
  const open = await show([header, '2026-01-08,41,1474,89.2,70.8', '2026-02-08,41,1474,89.2,76.1']);

  expect(open.text).toContain('HRV4Training, no days');
  expect(open.text).toContain('Choose whether the day or the month comes first.');
  const [select] = open.selects;
  if (!select) throw new Error('no select');
  select.value = 'dmy';
  select.dispatchEvent(new Event('change'));
  expect(open.setOrder).toHaveBeenCalledWith('a', 'dmy');

  const proven = await show([header, '2026-30-08,41,1474,89.2,70.8', '2026-02-08,41,1474,89.2,76.1']);
  expect(proven.text).toContain('HRV4Training, 2 days');
  expect(proven.selects).toEqual([]);
  expect(proven.text).not.toContain('two ways');
});

test('B10 a table of one’s own says that it reads a weight without a unit as kilograms', async () => {
  const sentence =
    'The file does not say the unit of “Weight”. It is read as kg. If that is wrong, choose the unit below.';

  expect((await show(['Date,Weight,Sleep', '2026-11-03,157.2,8'])).text).toContain(sentence);
  expect((await show(['Date,Weight,Sleep', '2026-11-03,71.4,8'])).text).not.toContain(sentence);
});
