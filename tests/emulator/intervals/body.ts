import type { Call } from './call.ts';
import { Refusal } from './refusal.ts';

/** The JSON of a request; `handler` is the server's method, which Spring names when there is no body. */
function jsonBody({ request }: Call, handler: string): unknown {
  const text = Buffer.from(request.body).toString();
  if (text === '') throw new Refusal(400, `Required request body is missing: ${handler}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'JSON parse error');
  }
}

/** The JSON object of a request. */
export function objectBody(call: Call, handler: string): Record<string, unknown> {
  const body = jsonBody(call, handler);
  if (!isObject(body)) throw new Refusal(400, 'JSON parse error');
  return body;
}

/** The JSON array of a request, of objects all. */
export function listBody(call: Call, handler: string): Record<string, unknown>[] {
  const body = jsonBody(call, handler);
  if (!Array.isArray(body) || !body.every(isObject)) throw new Refusal(400, 'JSON parse error');
  return body;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
