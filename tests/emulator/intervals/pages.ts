import type { Reply } from '../site.ts';
import type { KeptActivity, World } from './world.ts';

/** The pages for people: just enough that a test can follow a link and see where it leads. */
export function page(world: World, method: string, path: string): Reply {
  if (method !== 'GET') return html(405, 'Method Not Allowed', '');
  const [, room, id = ''] = path.split('/');
  if (room === 'activities') {
    const kept = world.activity(id);
    return kept ? html(200, `${kept.json.name} – ${id}`, summary(kept)) : html(404, 'Activity not found', '');
  }
  if (room === 'athlete') {
    const athlete = world.athletes.find(candidate => candidate.id === id);
    return athlete ? html(200, `${athlete.name} – ${id}`, '') : html(404, 'Athlete not found', '');
  }
  if (room === 'settings') return html(200, 'Settings', '<h2>Developer Settings</h2>');
  return room === '' ? html(200, 'Intervals.icu', '') : html(404, 'Not found', '');
}

function summary({ json: { type, start_date_local, source } }: KeptActivity): string {
  return `<p>${type}, ${start_date_local}, ${source}</p>`;
}

function html(status: number, title: string, content: string): Reply {
  const safe = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  // The empty icon keeps browsers from requesting one, which would be in the log of requests.
  const head = `<title>${safe}</title><link rel="icon" href="data:,">`;
  const body = `<!DOCTYPE html><html lang="en"><head>${head}</head><body><h1>${safe}</h1>${content}</body></html>`;
  return { status, headers: { 'Content-Type': 'text/html;charset=UTF-8' }, body };
}
