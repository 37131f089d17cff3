// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { ActivitySearch } from '../../../../components/activity-export/ActivitySearch.tsx';
import { Dialog } from '../../../../components/ui/Dialog.tsx';
import { FocusScope } from '../../../../components/ui/FocusScope.tsx';

const page = document.body.appendChild(document.createElement('div'));

afterEach(() => render(null, page));

const button = (name: string) => [...page.querySelectorAll('button')].find(one => one.textContent === name);

const show = (...names: string[]) =>
  act(() =>
    render(
      <FocusScope>
        {names.map(name => (
          <button key={name} type="button">
            {name}
          </button>
        ))}
      </FocusScope>,
      page,
    ),
  );

test('focus moves to the next button when the focused one disappears, and to the container after the last one', async () => {
  await show('Undo', 'Dismiss');
  button('Undo')?.focus();
  await show('Dismiss');
  expect(document.activeElement).toBe(button('Dismiss'));
  await show();
  expect(page.contains(document.activeElement)).toBe(true);
});

test('focus moves to the search field when a search is cleared', async () => {
  const onSearch = vi.fn();
  await act(() => render(<ActivitySearch value="hills" onSearch={onSearch} />, page));
  const leave = button('Clear search');
  leave?.focus();
  leave?.click();
  expect(onSearch).toHaveBeenCalledWith('');
  expect(document.activeElement).toBe(page.querySelector('input'));
});

test('focus moves to the next row when a row of a dialog is removed, and to the heading after the last one', async () => {
  const nothing = () => undefined;
  const list = (...names: string[]) =>
    act(() =>
      render(
        <Dialog heading="All" aside="" footer={null} onCancel={nothing}>
          {names.map(name => (
            <div key={name} data-row={name}>
              <button type="button">{name}</button>
            </div>
          ))}
        </Dialog>,
        page,
      ),
    );
  await list('a', 'b', 'c');
  button('b')?.focus();
  await list('a', 'c');
  expect(document.activeElement).toBe(button('c'));
  await list('a');
  expect(document.activeElement).toBe(button('a'));
  await list();
  expect(document.activeElement).toBe(page.querySelector('h2'));
});
