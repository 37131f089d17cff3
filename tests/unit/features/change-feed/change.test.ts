import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Change, parseChange } from '../../../../lib/features/change-feed/change.ts';
import { parseDelivery } from '../../../../lib/features/change-feed/webhook-feed.ts';
import { webhookSamples } from '../../../fixtures/webhook-samples.ts';

const SECRET = 'whsec_example';

const delivery = (events: unknown, secret: unknown = SECRET) => JSON.stringify({ secret, events });

const uploaded = {
  athlete_id: 'i1',
  type: 'ACTIVITY_UPLOADED',
  timestamp: '2026-04-16T06:37:40.151+00:00',
  activity: { id: 'i2', name: 'Tempo', type: 'Ride', start_date_local: '2026-04-16T07:28:47' },
};

describe('an event', () => {
  test('is parsed to the keys that Musette reads, and nothing else', () => {
    const read = parseChange({ ...uploaded, activity: { ...uploaded.activity, icu_ftp: 250 }, extra: 1 });

    expect(read).toEqual(uploaded);
  });

  test.each([
    ['of a type that nobody knows', { type: 'CHAT_UPDATE' }],
    ['without a type', { type: undefined }],
    ['of nobody', { athlete_id: undefined }],
    ['of no time', { timestamp: 'yesterday' }],
    ['about no activity', { activity: {} }],
    ['about an activity whose id is no name', { activity: { id: { $ne: 1 } } }],
  ])('%s is rejected', (_, change) => {
    expect(parseChange({ ...uploaded, ...change })).toBeUndefined();
  });

  test('is not lost where a name in it has the wrong type', () => {
    expect(parseChange({ ...uploaded, activity: { id: 7, name: 42 } })).toMatchObject({
      activity: { id: '7', name: undefined },
    });
  });

  test('has no day where that is none: a sentence about it could not be written', () => {
    const facts = { athlete_id: 'i1', type: 'CALENDAR_UPDATED', timestamp: uploaded.timestamp, deleted_events: [] };
    const events = ['tomorrow', '2026-02-30', '2026-04-16', 7].map((start_date_local, id) => ({
      id,
      start_date_local,
    }));
    expect(parseChange({ ...facts, events })).toMatchObject({
      events: [
        { start_date_local: undefined },
        { start_date_local: undefined },
        { start_date_local: '2026-04-16' },
        { start_date_local: undefined },
      ],
    });
  });

  test('about the calendar drops invalid rows, and accepts deleted events in any shape that has an id', () => {
    const facts = { athlete_id: 'i1', type: 'CALENDAR_UPDATED', timestamp: uploaded.timestamp };

    expect(
      parseChange({
        ...facts,
        events: [{ id: 1 }, null, 'x'.repeat(200)],
        deleted_events: [2, { id: 3 }, {}],
      }),
    ).toMatchObject({ events: [{ id: '1' }], deleted_events: [{ id: '2' }, { id: '3' }] });
    expect(parseChange({ ...facts, records: [] })).toMatchObject({ events: [], deleted_events: [] });
  });
});

describe('a delivery', () => {
  test.each([
    ['a wrong secret', delivery([uploaded], 'whsec_examplE')],
    ['the beginning of the secret', delivery([uploaded], 'whsec_exampl')],
    ['no secret', delivery([uploaded], '')],
    ['a secret that is a list', delivery([uploaded], [SECRET])],
    ['no events', delivery(undefined)],
    ['more events than anybody has', delivery(Array(1001).fill(uploaded))],
    ['a sentence', 'triggered'],
    ['half of it', delivery([uploaded]).slice(0, -9)],
  ])('with %s is refused', async (_, body) => {
    expect(await parseDelivery(body, SECRET)).toBeUndefined();
  });

  test('has the same identity when it is repeated, and another when a letter differs', async () => {
    const digestOf = async (name: string) =>
      (await parseDelivery(delivery([{ ...uploaded, activity: { id: 'i2', name } }]), SECRET))?.digest;

    expect(await digestOf('A')).toBe(await digestOf('A'));
    expect(await digestOf('A')).not.toBe(await digestOf('B'));
  });

  test('keeps its valid events beside invalid ones', async () => {
    const read = await parseDelivery(delivery([{ type: 'CHAT_UPDATE' }, uploaded, 7]), SECRET);

    expect(read?.changes).toEqual([uploaded]);
  });
});

describe('each sample of a webhook', () => {
  test.each(webhookSamples())('$name is parsed to the event that it describes', async ({ name, text }) => {
    const [event] = JSON.parse(text).events;
    const { changes = [] } = (await parseDelivery(text, SECRET)) ?? {};

    expect(changes).toMatchObject([
      { type: event.type, athlete_id: event.athlete_id, timestamp: event.timestamp, ...subjectIn(event) },
    ]);
    expect(name).toContain(changes[0]?.type);
    expect(await parseDelivery(text, 'another')).toBeUndefined();
  });

  test('is a valid event or rejected, wherever it is changed', async () => {
    const anySample = fc.constantFrom(...webhookSamples().map(({ text }) => JSON.parse(text)));
    await fc.assert(
      fc.asyncProperty(anySample, fc.nat(), fc.jsonValue({ depthSize: 'small' }), async (sample, at, value) => {
        const mutant = structuredClone(sample);
        const places = placesIn(mutant);
        const [holder, key] = places[at % places.length] ?? [];
        if (holder && key !== undefined) holder[key] = value as never;
        const read = await parseDelivery(JSON.stringify(mutant), SECRET);
        expect(read !== undefined).toBe(mutant.secret === SECRET && Array.isArray(mutant.events));
        for (const change of read?.changes ?? []) expectTrue(change, mutant.events);
      }),
    );
  });
});

/** What is told must have been said. */
function expectTrue(change: Change, events: Record<string, unknown>[]): void {
  const [event] = events;
  expect(change).toMatchObject({ type: event?.type, timestamp: event?.timestamp });
  expect(change.athlete_id).toBe(String(event?.athlete_id));
  const ids = [
    ...('activity' in change ? [change.activity] : []),
    ...('records' in change ? change.records : []),
    ...('events' in change ? [...change.events, ...change.deleted_events] : []),
  ].map(({ id }) => id);
  const said = JSON.stringify(event);
  for (const id of ids) expect(said).toContain(JSON.stringify(id).slice(1, -1));
}

function subjectIn(event: Record<string, { id: unknown }[] & { id: unknown }>): object {
  const ids = (rows: { id: unknown }[] = []) => rows.map(({ id }) => ({ id: String(id) }));
  if (event.activity) return { activity: { id: event.activity.id } };
  if (event.deleted_events) return { events: ids(event.events), deleted_events: [] };
  return event.records?.length ? { records: ids(event.records) } : {};
}

type Holder = Record<string, unknown>;

/** Every place in a value that could hold something else. */
function placesIn(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [value as Holder, key] as [Holder, string],
    ...placesIn(inner),
  ]);
}
