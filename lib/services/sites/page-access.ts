import { browser } from 'wxt/browser';
import { Problem } from '../../platform/problem.ts';
import type { PageAccess } from './site.ts';

/** Access to a site through this tab, if there is one, and through the background as far as hosts were granted. */
export function createPageAccess(tabId: number | undefined, mayFetch: boolean): PageAccess {
  return {
    hasPage: tabId !== undefined,
    mayFetch,
    fetch: (input, init) => globalThis.fetch(input, init),
    async runInPage<Args extends unknown[], Result>(
      work: (...args: Args) => Result,
      ...args: Args
    ): Promise<Awaited<Result>> {
      if (tabId === undefined) throw new Problem('no-tab');
      try {
        const [frame] = await browser.scripting.executeScript({
          target: { tabId },
          func: work,
          args,
          world: WORLD,
        });
        return frame?.result as Awaited<Result>;
      } catch (thrown) {
        throw toScriptingProblem(thrown);
      }
    },
  };
}

/** The page cannot see what runs in the isolated world. */
const WORLD = 'ISOLATED';

/** Browsers give no codes, only sentences: "No tab with id", "Frame with ID 0 was removed", "Cannot access …". */
function toScriptingProblem(thrown: unknown): Problem {
  const isDenied = /cannot access|missing host permission|not allowed|cannot be scripted/i.test(String(thrown));
  return new Problem(isDenied ? 'no-access' : 'tab-closed', { detail: String(thrown) }, { cause: thrown });
}
