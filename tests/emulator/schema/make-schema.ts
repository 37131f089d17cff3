import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes `intervals-api.json` of the specification that Intervals.icu publishes (https://intervals.icu/api/v1/docs,
 * OpenAPI 3.0.1): the operations that Musette, the emulator and their tests use, and the schemas these lead to. Names
 * and types only, without descriptions. The committed one was made of the specification of 2026-07-20.
 *
 *     node tests/emulator/schema/make-schema.ts <file of the specification>
 */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/activity/{id}': ['get', 'put', 'delete'],
  '/api/v1/activity/{id}/file': ['get'],
  '/api/v1/activity/{id}/fit-file': ['get'],
  '/api/v1/activity/{id}/gpx-file': ['get'],
  '/api/v1/athlete/{id}/activities': ['get', 'post'],
  '/api/v1/athlete/{id}/activities/search': ['get'],
  '/api/v1/athlete/{id}/activities/search-full': ['get'],
  '/api/v1/athlete/{id}/duplicate-events': ['post'],
  '/api/v1/athlete/{id}/events': ['post'],
  '/api/v1/athlete/{id}/events/bulk': ['post'],
  '/api/v1/athlete/{id}/events/bulk-delete': ['put'],
  '/api/v1/athlete/{id}/events/{eventId}': ['get', 'put', 'delete'],
  '/api/v1/athlete/{id}/events/{eventId}/download{ext}': ['get'],
  '/api/v1/athlete/{id}/events{format}': ['get'],
  '/api/v1/athlete/{id}': ['get'],
  '/api/v1/athlete/{id}/profile': ['get'],
  '/api/v1/athlete/{id}/wellness': ['put', 'post'],
  '/api/v1/athlete/{id}/wellness-bulk': ['put'],
  '/api/v1/athlete/{id}/wellness/{date}': ['get', 'put'],
  '/api/v1/athlete/{id}/wellness{ext}': ['get'],
  '/api/v1/athlete/{id}/workouts.zip': ['get'],
  '/api/v1/disconnect-app': ['delete'],
};

type Json = Record<string, unknown>;

const [, , source] = process.argv;
if (source === undefined) throw new Error('Which file is the specification?');
const published = recordIn(JSON.parse(readFileSync(source, 'utf8')));
const reduced = JSON.stringify(sorted(reducedTo(OPERATIONS, published)));
writeFileSync(join(import.meta.dirname, 'intervals-api.json'), `${reduced}\n`);

function reducedTo(operations: typeof OPERATIONS, { openapi, paths, components }: Json): Json {
  const kept = Object.entries(operations).map(([path, methods]) => {
    const all = recordIn(recordIn(paths)[path]);
    return [path, Object.fromEntries(methods.map(method => [method, operationOf(recordIn(all[method]))]))];
  });
  const schemas = schemasFor(kept, recordIn(recordIn(components).schemas));
  return { openapi, paths: Object.fromEntries(kept), components: { schemas } };
}

function operationOf({ parameters = [], requestBody, responses }: Json): Json {
  return {
    parameters: listIn(parameters).map(parameter => {
      const { name, in: place, required, schema } = recordIn(parameter);
      return { name, in: place, required, schema: namesAndTypes(schema) };
    }),
    ...(requestBody !== undefined && { requestBody: bodyOf(requestBody) }),
    responses: eachOf(recordIn(responses), bodyOf),
  };
}

function bodyOf(body: unknown): Json {
  const { content } = recordIn(body);
  if (content === undefined) return {};
  return {
    content: eachOf(recordIn(content), media => {
      const { schema } = recordIn(media);
      return schema === undefined ? {} : { schema: namesAndTypes(schema) };
    }),
  };
}

/** Those that are referred to, directly or through others. */
function schemasFor(references: unknown, all: Json, found: Json = {}): Json {
  for (const [, name = ''] of JSON.stringify(references).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (name in found) continue;
    found[name] = namesAndTypes(all[name]);
    schemasFor(found[name], all, found);
  }
  return found;
}

/** A schema without descriptions, examples and everything else that is not a name, a type or a list of values. */
function namesAndTypes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(namesAndTypes);
  if (!isRecord(schema)) return schema;
  const { type, enum: values, required, $ref, properties, ...rest } = schema;
  const within = ['items', 'additionalProperties', 'oneOf', 'anyOf', 'allOf'].filter(key => key in rest);
  return {
    ...(type !== undefined && { type }),
    ...(values !== undefined && { enum: values }),
    ...(required !== undefined && { required }),
    ...($ref !== undefined && { $ref }),
    ...(properties !== undefined && { properties: eachOf(recordIn(properties), namesAndTypes) }),
    ...Object.fromEntries(within.map(key => [key, namesAndTypes(rest[key])])),
  };
}

/** With the keys of every object in order, so that a newer one differs only where the specification does. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, sorted(value[key])]),
  );
}

function eachOf(record: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function recordIn(value: unknown): Json {
  if (!isRecord(value)) throw new TypeError(`Not as in a specification: ${JSON.stringify(value)}`);
  return value;
}

function listIn(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`Not a list: ${JSON.stringify(value)}`);
  return value;
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
