import type { Reply } from '../site.ts';

/** A refused request, with the body that the application itself writes: `{"status":…,"error":…}`. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, error: string, headers: Readonly<Record<string, string>> = {}) {
    super(error);
    this.status = status;
    this.headers = headers;
  }

  toReply(): Reply {
    return {
      ...json(this.status, { status: this.status, error: this.message }),
      headers: { ...jsonHeaders, ...this.headers },
    };
  }
}

/** The refusal of a query value of the wrong type; the text is Spring's, wrapped in a 500: https://forum.intervals.icu/t/609 */
export function typeMismatch(requiredType: string, value: string): Refusal {
  const exception = 'org.springframework.web.method.annotation.MethodArgumentTypeMismatchException';
  const reason = `Failed to convert value of type 'java.lang.String' to required type '${requiredType}'`;
  return new Refusal(500, `${exception}: ${reason}; For input string: "${value}"`);
}

/** A required query parameter that was not given; the text was recorded in https://forum.intervals.icu/t/609 */
export function missingParameter(name: string): Refusal {
  return new Refusal(422, `Required request parameter '${name}' for method parameter type String is not present`);
}

/** The reply of Spring's router before any code of the application runs, with another shape of body: https://forum.intervals.icu/t/609 */
export function routerError(status: 404 | 405, path: string): Reply {
  const error = status === 404 ? 'Not Found' : 'Method Not Allowed';
  const timestamp = new Date().toISOString().replace('Z', '+00:00');
  return json(status, { timestamp, status, error, path });
}

/** A JSON reply with the headers seen on real ones: https://forum.intervals.icu/t/609/437 */
export function json(status: number, value: unknown): Reply {
  return { status, headers: jsonHeaders, body: JSON.stringify(value) };
}

const jsonHeaders = {
  'Content-Type': 'application/json;charset=UTF-8',
  'Access-Control-Allow-Origin': '*',
  'Strict-Transport-Security': 'max-age=15724800; includeSubDomains',
};
