import type { Reply, SiteRequest } from '../site.ts';
import type { ActivityJson } from './activity.ts';
import { pair } from './calendar/pair.ts';
import type { Call } from './call.ts';
import { keepFile } from './keep-file.ts';
import { json, Refusal, typeMismatch } from './refusal.ts';

/** `POST /athlete/{id}/activities`: 201 when at least one activity is new, 200 when all existed already. https://intervals.icu/api/v1/docs */
export async function upload({ request, world, athlete, dedupeBy, autoPair }: Call): Promise<Reply> {
  const file = await filePart(request);
  const metadata = metadataIn(request.url.searchParams);
  const kept = keepFile(world, athlete, { ...file, dedupeBy, source: 'UPLOAD', metadata });
  for (const { activity, isNew } of kept) if (isNew) pair(world, athlete, activity, autoPair);
  const activities = kept.map(({ activity }) => ({ icu_athlete_id: athlete.id, id: activity.json.id }));
  const status = kept.some(({ isNew }) => isNew) ? 201 : 200;
  return json(status, { icu_athlete_id: athlete.id, id: activities[0]?.id, activities });
}

/** The file in a form. */
export async function filePart({ headers, body }: SiteRequest): Promise<{ name: string; bytes: Uint8Array }> {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    const exception = 'org.springframework.web.multipart.MultipartException';
    throw new Refusal(500, `${exception}: Current request is not a multipart request`);
  }
  const form = await new Response(Buffer.from(body), { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new Refusal(400, 'Failed to parse multipart servlet request');
  });
  const part = form.get('file');
  // A field named `file` without a file name is text to Spring, not a file.
  if (!part || typeof part === 'string') throw new Refusal(422, "Required request part 'file' is not present");
  return { name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) };
}

function metadataIn(query: URLSearchParams): Partial<ActivityJson> {
  const metadata: Partial<ActivityJson> = {};
  for (const key of ['name', 'description', 'device_name', 'external_id'] as const) {
    const value = query.get(key);
    if (value) metadata[key] = value;
  }
  const event = query.get('paired_event_id');
  if (event && !/^-?\d+$/.test(event)) throw typeMismatch('java.lang.Integer', event);
  if (event) metadata.paired_event_id = Number(event);
  return metadata;
}
