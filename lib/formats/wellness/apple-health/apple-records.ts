import { brokenFile } from '../../file-problems.ts';
import { findTagEnd, XmlReader } from '../../xml/xml-reader.ts';

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
export async function* parseAppleRecords(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<AppleRecord> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    let done = 0;
    let position = text.indexOf(OPENING);
    while (position >= 0) {
      const next = text.indexOf(OPENING, position + 1);
      const end = findTagEnd(text, position);
      // A tag that is cut off goes on in the next chunk, unless another one begins before its end.
      if (end < 0 && next < 0 && text.length - position < MAX_TAG_LENGTH) break;
      done = end < 0 ? position + OPENING.length : end + 1;
      yield parseRecord(end < 0 ? '<Record />' : text.slice(position, done));
      position = next;
    }
    text = text.slice(position >= 0 ? position : Math.max(done, text.length - CLOSING.length * 2));
  }
  if (!text.trimEnd().endsWith(CLOSING)) throw brokenFile('cut off inside of the export');
}

const OPENING = '<Record ';
const CLOSING = '</HealthData>';
const MAX_TAG_LENGTH = 1_000_000;

function parseRecord(tag: string): AppleRecord {
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
