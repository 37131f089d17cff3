import type { Musette } from './browser.ts';

/** Connects as a person does: options page, key, button. Returns what the page then says. */
export async function connect(musette: Musette, key: string): Promise<string> {
  const options = await musette.open('options.html');
  await options.getByLabel('API key', { exact: true }).fill(key);
  await options.getByRole('button', { name: 'Connect', exact: true }).click();
  const connected = (await options.getByText(/^Connected as /).textContent()) ?? '';
  await options.close();
  return connected;
}
