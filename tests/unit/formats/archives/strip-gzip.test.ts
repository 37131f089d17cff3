import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { stripGzip } from '../../../../lib/formats/archives/strip-gzip.ts';
import { makeZip } from '../../../fixtures/archives.ts';
import { fitFile, gpxFile, tcxFile } from '../../../fixtures/recordings.ts';

const START = Date.UTC(2026, 10, 22);
const fit = fitFile({ startMs: START });
const readBytes = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const asBlob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

describe('a downloaded file', () => {
  test.each([
    ['FIT', fit, 'fit'],
    ['TCX', tcxFile({ startMs: START }), 'tcx'],
    ['GPX', gpxFile({ startMs: START }), 'gpx'],
    ['an archive', makeZip([{ name: 'a.fit', bytes: fit }]), 'zip'],
    ['unknown XML', new TextEncoder().encode('<?xml version="1.0"?><ride/>'), 'xml'],
  ])('is decompressed and named by its content: %s', async (_, bytes, ending) => {
    for (const packed of [bytes, gzipSync(bytes), gzipSync(gzipSync(bytes))]) {
      const { file, extension: found } = await stripGzip(asBlob(packed));
      expect(found).toBe(ending);
      expect(await readBytes(file)).toEqual(new Uint8Array(bytes));
    }
  });

  test.each([
    ['a web page', '<!doctype html><title>Sign in</title>', 'unreadable-reply'],
    ['an XHTML page', '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html></html>', 'unreadable-reply'],
    ['a page that begins with a comment', '<!-- error --><html><body></body></html>', 'unreadable-reply'],
    ['a JSON message', '{"error":"no"}', 'unreadable-reply'],
    ['nothing', '', 'empty-file'],
    ['an unknown format', 'x', 'unknown-format'],
  ])('is refused when the server sent %s', async (_, text, kind) => {
    await expect(stripGzip(new Blob([text]))).rejects.toMatchObject({ kind });
  });

  test('is reported as broken when it was cut off', async () => {
    await expect(stripGzip(asBlob(gzipSync(fit).subarray(0, 60)))).rejects.toMatchObject({
      kind: 'broken-file',
    });
  });
});
