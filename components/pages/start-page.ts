import * as z from 'zod/mini';

const messagesSchema = z.object({ problem_noStorage: z.object({ message: z.string() }) });

/**
 * Draws a page of the extension. A browser that does not let it run, such as a Firefox that never remembers history, opens its pages
 * without any of its own API (Firefox 153, 2026-11): nothing but the reason can be drawn then, from the file of texts itself.
 * @param draw imports what needs the API
 */
export async function startPage(draw: () => Promise<void>): Promise<void> {
  if ('browser' in globalThis || globalThis.chrome?.runtime?.id) return await draw();
  const response = await fetch('/_locales/en/messages.json');
  const { problem_noStorage } = messagesSchema.parse(await response.json());
  const reason = document.createElement('p');
  reason.role = 'alert';
  reason.textContent = problem_noStorage.message;
  document.body.replaceChildren(reason);
}
