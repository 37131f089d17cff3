import type { SiteRequest } from '../site.ts';
import { Refusal } from './refusal.ts';

/** The JSON in a body, whatever it is (reference §3). */
export function jsonBody({ body, url }: SiteRequest): unknown {
  const text = Buffer.from(body).toString();
  if (text === '') throw new Refusal(400, `Required request body is missing: ${url.pathname}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'JSON parse error');
  }
}

/** The file in a form. */
export async function filePart({
  headers,
  body,
}: SiteRequest): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) {
    const exception = 'org.springframework.web.multipart.MultipartException';
    throw new Refusal(500, `${exception}: Current request is not a multipart request`);
  }
  const form = await new Response(Buffer.from(body), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => {
      throw new Refusal(400, 'Failed to parse multipart servlet request');
    });
  const part = form.get('file');
  // A field named `file` without a file name is text to Spring, not a file.
  if (!part || typeof part === 'string')
    throw new Refusal(422, "Required request part 'file' is not present");
  return { name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) };
}
