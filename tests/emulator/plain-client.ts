import type { Athlete, Emulator } from './emulator.ts';
import { OpenApi } from './open-api.ts';

const openApi = new OpenApi();

/**
 * Sends requests as a careful program would, for the emulator's own tests. Every success is checked
 * against the published specification.
 */
export function plainClient(emulator: Emulator, athlete?: Athlete) {
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const url = new URL(`/api/v1${path}`, 'https://intervals.icu');
    const headers = {
      Authorization: basic('API_KEY', (athlete ?? emulator.athlete).key),
      ...(init.headers as Record<string, string>),
    };
    const response = await emulator.fetch(url, { ...init, method, headers });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
    const answer = {
      status: response.status,
      headers: response.headers,
      json: isJson ? JSON.parse(text) : undefined,
      text,
    };
    const requestJson = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const wrong = response.ok ? openApi.check({ method, url, requestJson, ...answer }) : [];
    if (wrong.length > 0) throw new Error(`Not as specified:\n${wrong.join('\n')}`);
    return answer;
  };
  return {
    call,
    get: (path: string, init?: RequestInit) => call('GET', path, init),
    delete: (path: string) => call('DELETE', path),
    put: (path: string, changes: unknown) => call('PUT', path, jsonOf(changes)),
    post: (path: string, value: unknown) => call('POST', path, jsonOf(value)),
    upload: (bytes: Uint8Array, { name = 'ride.fit', query = '', init = {} }: UploadOptions = {}) =>
      call('POST', `/athlete/0/activities${query}`, { body: formWith('file', bytes, name), ...init }),
  };
}

/** The value of an Authorization header. */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function jsonOf(value: unknown): RequestInit {
  return { body: JSON.stringify(value), headers: { 'Content-Type': 'application/json' } };
}

/** A form with one file in it. */
export function formWith(field: string, bytes: Uint8Array, name: string): FormData {
  const form = new FormData();
  form.append(field, new File([Buffer.from(bytes)], name));
  return form;
}

interface UploadOptions {
  readonly name?: string;
  readonly query?: string;
  readonly init?: RequestInit;
}

/** A reply, read to its end. The body is not typed, so a test that reads it says what it expects. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of any shape; the specification is checked above.
  readonly json: any;
  readonly text: string;
}
