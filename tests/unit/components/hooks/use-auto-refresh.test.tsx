// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useAutoRefresh } from '../../../../components/hooks/use-auto-refresh.ts';
import { Problem } from '../../../../lib/platform/problem.ts';

const page = document.body.appendChild(document.createElement('div'));
const request = vi.fn<() => Promise<unknown>>();

beforeEach(() => {
  vi.useFakeTimers();
  request.mockReset();
});

afterEach(() => {
  act(() => render(null, page));
  vi.useRealTimers();
});

function Days() {
  const { problem } = useAutoRefresh(request, 'week');
  return <p>{problem?.kind ?? 'fine'}</p>;
}

const show = () => act(() => render(<Days />, page));
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

const paused = (retryAfterMs?: number) => new Problem('rate-limited', { ...(retryAfterMs && { retryAfterMs }) });

describe('A17 a page that was refused for a pause', () => {
  test('asks again by itself at the end of it, and not earlier', async () => {
    request.mockRejectedValueOnce(paused(60_000)).mockResolvedValue(undefined);
    await show();
    await pass(59_000);
    expect(request).toHaveBeenCalledTimes(1);
    expect(page.textContent).toBe('rate-limited');

    await pass(1001);
    expect(request).toHaveBeenCalledTimes(2);
    expect(page.textContent).toBe('fine');
  });

  test('does not ask again after it was closed', async () => {
    request.mockRejectedValue(paused(60_000));
    await show();
    await pass(1000);
    act(() => render(null, page));
    await pass(120_000);

    expect(request).toHaveBeenCalledTimes(1);
  });

  test.each([undefined, 315_360_000_000])(
    'does not ask again where no time is named, or one of years: %j',
    async ms => {
      request.mockRejectedValue(paused(ms));
      await show();
      await pass(3_600_000);

      expect(request).toHaveBeenCalledTimes(1);
    },
  );
});
