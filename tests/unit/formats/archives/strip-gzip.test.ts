import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { stripGzip } from '../../../../lib/formats/archives/strip-gzip.ts';
import { zipOf } from '../../../fixtures/archives.ts';
import { fitFile, gpxFile, tcxFile } from '../../../fixtures/recordings.ts';

const START = Date.UTC(2026, 10, 22);
const fit = fitFile({ startMs: START });
const readBytes = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const asBlob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

describe('a recording in its wrapping', () => {
  test.each([
    ['FIT', fit, 'fit'],
    ['TCX', tcxFile({ startMs: START }), 'tcx'],
    ['GPX', gpxFile({ startMs: START }), 'gpx'],
    ['an archive', zipOf([{ name: 'a.fit', bytes: fit }]), 'zip'],
    ['XML that nobody knows', new TextEncoder().encode('<?xml version="1.0"?><ride/>'), 'xml'],
  ])('is unwrapped and named by its content: %s', async (_, bytes, ending) => {
    for (const packed of [bytes, gzipSync(bytes), gzipSync(gzipSync(bytes))]) {
      const { file, extension: found } = await stripGzip(asBlob(packed));
      expect(found).toBe(ending);
      expect(await readBytes(file)).toEqual(new Uint8Array(bytes));
    }
  });

  test.each([
    ['a page in its place', '<!doctype html><title>Sign in</title>', 'unreadable-reply'],
    [
      'a page of XML in its place',
      '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html></html>',
      'unreadable-reply',
    ],
    ['a page behind a remark', '<!-- error --><html><body></body></html>', 'unreadable-reply'],
    ['a message in its place', '{"error":"no"}', 'unreadable-reply'],
    ['nothing in its place', '', 'empty-file'],
    ['something that nobody knows', 'x', 'unknown-format'],
  ])('is not taken for %s', async (_, text, kind) => {
    await expect(stripGzip(new Blob([text]))).rejects.toMatchObject({ kind });
  });

  test('that was cut off says so', async () => {
    await expect(stripGzip(asBlob(gzipSync(fit).subarray(0, 60)))).rejects.toMatchObject({
      kind: 'broken-file',
    });
  });
});
