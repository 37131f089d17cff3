import { makeZip } from '../../../fixtures/archives.ts';
import type { Reply } from '../../site.ts';
import type { Call } from '../call.ts';
import { expectIn } from '../query.ts';
import { Refusal, routerError } from '../refusal.ts';
import { expectFormat } from '../workouts/workout-file.ts';
import { fileOf } from './event-file.ts';
import { dayIn, eventsOn, rangesIn } from './list-events.ts';
import { expectEvent } from './write-events.ts';

/** `GET /athlete/{id}/events/{eventId}/download{ext}`; Zwift's format by default. */
export function downloadEvent(call: Call): Reply {
  const { pathname } = call.request.url;
  const [, ext] = /^download(\.\w+)?$/.exec(call.params.download ?? '') ?? [undefined, null];
  if (ext === null) return routerError(404, pathname);
  const file = fileOf(call.athlete, expectEvent(call), expectFormat(ext ?? 'zwo'));
  if (!file) throw new Refusal(422, 'Workout has no steps');
  return attachment(file.name, Buffer.from(file.base64, 'base64'));
}

/** `GET /athlete/{id}/workouts.zip`: the workouts of a range of days, each by its day and its name. */
export function downloadWorkouts({ request, world, athlete }: Call): Reply {
  const query = request.url.searchParams;
  const format = expectFormat(expectIn(query, 'ext'));
  const [oldest, newest] = [dayIn(expectIn(query, 'oldest')), dayIn(expectIn(query, 'newest'))];
  const members = eventsOn(world.calendar.of(athlete.id), oldest, newest).flatMap(kept => {
    const file = fileOf(athlete, kept, format, rangesIn(query));
    if (!file) return [];
    const name = `${kept.json.start_date_local.slice(0, 10)}_${file.name}`;
    return [{ name, bytes: Buffer.from(file.base64, 'base64') }];
  });
  return attachment('workouts.zip', makeZip(members, { stored: true }));
}

function attachment(name: string, body: Uint8Array): Reply {
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${name.replaceAll(/[^ -!#-~]/g, '_')}"`,
    'Access-Control-Allow-Origin': '*',
  };
  return { status: 200, headers, body };
}
