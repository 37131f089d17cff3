import { brokenFile } from '../../formats/file-problems.ts';
import { findTagEnd } from '../../formats/xml/xml-markup.ts';
import { XmlReader } from '../../formats/xml/xml-reader.ts';

/** A `<Record>` of Apple's export.xml, as written. */
export interface AppleRecord {
  /** Without "HKQuantityTypeIdentifier": "BodyMass". Empty, like all of it, where the tag is broken. */
  type: string;
  source: string;
  unit: string;
  value: string;
  start: string;
  end: string;
}

/**
 * The records of an export as they come: the file may have a gigabyte, which is more than a text can hold. Whatever stands
 * between them is passed over.
 * @throws {Problem} `broken-file` behind the last record, when the export has no end.
 */
export async function* appleRecords(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<AppleRecord> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    let done = 0;
    let at = text.indexOf(OPENING);
    while (at >= 0) {
      const next = text.indexOf(OPENING, at + 1);
      const end = findTagEnd(text, at);
      // A tag that is cut off goes on in the next chunk, unless another one begins before its end.
      if (end < 0 && next < 0 && text.length - at < LONGEST_TAG) break;
      done = end < 0 ? at + OPENING.length : end + 1;
      yield recordOf(end < 0 ? '<Record />' : text.slice(at, done));
      at = next;
    }
    text = text.slice(at >= 0 ? at : Math.max(done, text.length - CLOSING.length * 2));
  }
  if (!text.trimEnd().endsWith(CLOSING)) throw brokenFile('cut off inside of the export');
}

const OPENING = '<Record ';
const CLOSING = '</HealthData>';
const LONGEST_TAG = 1_000_000;

function recordOf(tag: string): AppleRecord {
  const xml = new XmlReader(tag);
  xml.next();
  const attribute = (name: string) => xml.getAttribute(name) ?? '';
  return {
    type: attribute('type').replace(/^HK(Quantity|Category|Data)Type(Identifier)?/, ''),
    source: attribute('sourceName'),
    unit: attribute('unit'),
    value: attribute('value'),
    start: attribute('startDate'),
    end: attribute('endDate'),
  };
}
