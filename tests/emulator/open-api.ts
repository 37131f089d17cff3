import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

/** The published specification, as far as it is used here; `schema/make-schema.ts` makes it, and has the list. */
export const openApiFile = join(import.meta.dirname, 'schema/intervals-api.json');

/**
 * Checks exchanges against the specification of the Intervals.icu API and says what is wrong with them. Only
 * successful ones can be checked: it declares no errors.
 */
export class OpenApi {
  #document: Document;
  /** Compiled once each: an activity's takes a third of a second. */
  #validators = new Map<unknown, ValidateFunction>();
  #ajv = new Ajv({ strict: false, validateFormats: false });

  constructor(text = readFileSync(openApiFile, 'utf8')) {
    this.#document = JSON.parse(text);
    this.#ajv.addSchema({ $id: 'spec', components: asReallySent(this.#document.components) });
  }

  check({ method, url, requestJson, status, json }: JsonExchange): string[] {
    const operation = Object.entries(this.#document.paths)
      .filter(([pattern]) => patternOf(pattern).test(url.pathname))
      // The most specific one: `events/bulk-delete` is no id of an event.
      .toSorted(([one], [other]) => one.split('{').length - other.split('{').length)
      .flatMap(([, operations]) => operations[method.toLowerCase()] ?? [])[0];
    if (!operation) return [`${method} ${url.pathname} is not in the specification`];

    const replies = operation.responses[status] ?? operation.responses['200'] ?? operation.responses.default;
    return [
      ...missingParameters(operation, url.searchParams),
      ...this.#validate(operation.requestBody?.content['application/json']?.schema, requestJson, 'request'),
      ...this.#validate(replies?.content?.['*/*']?.schema, json, 'reply'),
    ];
  }

  #validate(schema: unknown, value: unknown, what: string): string[] {
    if (schema === undefined || value === undefined) return [];
    const validate = this.#validators.get(schema) ?? this.#ajv.compile(asReallySent(schema));
    this.#validators.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      error => `${what}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
    );
  }
}

/** A request and its reply, as far as they are JSON. */
export interface JsonExchange {
  readonly method: string;
  readonly url: URL;
  readonly requestJson?: unknown;
  readonly status: number;
  readonly json: unknown;
}

function missingParameters({ parameters = [] }: Operation, query: URLSearchParams): string[] {
  const missing = parameters.filter(
    ({ in: place, name, required }) =>
      place === 'query' && required && !optionalInPractice.has(name) && !query.has(name),
  );
  const unknown = [...query.keys()].filter(key => !parameters.some(({ name }) => name === key));
  return [
    ...missing.map(({ name }) => `the query lacks ${name}`),
    ...unknown.map(key => `the query has ${key}, which is not in the specification`),
  ];
}

/** The specification requires them; every public client leaves them out, and it works (2026-07). */
const optionalInPractice = new Set(['upsertOnUid', 'updatePlanApplied']);

/** Keys in recorded replies of 2024 to 2026 that the specification of 2026-07-20 does not declare. */
const undeclared = {
  _note: {},
  paired_activity_id: {},
  plan_name: {},
  workout_filename: {},
  workout_file_base64: {},
};

/**
 * The schemas as the server follows them. It sends nulls, which they do not declare; the stub of a Strava activity has
 * a `_note`; and an activity fits more than one branch of `oneOf`. A key that is in none of them would
 * be an invention of the emulator's, so nothing else is allowed.
 */
function asReallySent(schema: unknown): Schema {
  if (!isSchema(schema)) throw new TypeError('Not a schema');
  return transform(schema);
}

function transform(schema: Schema): Schema {
  const { oneOf, $ref, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, transformValue(value)]),
  );
  if (typeof $ref === 'string') return { $ref: $ref.replace('#', 'spec#') };
  if (oneOf) return { ...rest, anyOf: oneOf };
  // Java's map of anything: the values of a `workout_doc` are numbers and lists, too.
  if (isSchema(rest.additionalProperties)) return { type: 'object' };
  if (!isSchema(rest.properties)) return rest;
  const properties = Object.entries(rest.properties).map(([key, value]) => [key, { anyOf: [value, { type: 'null' }] }]);
  return {
    ...rest,
    properties: { ...Object.fromEntries(properties), ...undeclared },
    additionalProperties: false,
  };
}

function transformValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(transformValue);
  return isSchema(value) ? transform(value) : value;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function patternOf(path: string): RegExp {
  // A parameter that is glued to a name, such as `events{format}`, may be empty.
  const pattern = path.replaceAll(/(?<!\/)\{\w+\}/g, '(\\.\\w+)?').replaceAll(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`);
}

type Schema = Record<string, unknown>;

interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: unknown;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: unknown }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: unknown }> }>;
}
