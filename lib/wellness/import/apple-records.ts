import { XmlReader } from '../../files/xml.ts';
import { tagEnd } from '../../files/xml-markup.ts';

/** A `<Record>` of Apple's export.xml, as written. */
export interface AppleRecord {
  /** Without "HKQuantityTypeIdentifier": "BodyMass". */
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
 */
export async function* appleRecords(
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<AppleRecord> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    let at = text.indexOf(OPENING);
    let end = at < 0 ? -1 : tagEnd(text, at);
    while (end >= 0) {
      yield recordOf(text.slice(at, end + 1));
      const next = text.indexOf(OPENING, end);
      if (next < 0) break;
      at = next;
      end = tagEnd(text, at);
    }
    // A tag that is cut off goes on in the next chunk; one without an end in all of that is none.
    const rest = end < 0 && at >= 0 ? text.slice(at) : text.slice(-OPENING.length);
    text = rest.length > LONGEST_TAG ? rest.slice(OPENING.length) : rest;
  }
}

const OPENING = '<Record ';
const LONGEST_TAG = 1_000_000;

function recordOf(tag: string): AppleRecord {
  const xml = new XmlReader(tag);
  xml.next();
  const attribute = (name: string) => xml.attribute(name) ?? '';
  return {
    type: attribute('type').replace(/^HK(Quantity|Category|Data)Type(Identifier)?/, ''),
    source: attribute('sourceName'),
    unit: attribute('unit'),
    value: attribute('value'),
    start: attribute('startDate'),
    end: attribute('endDate'),
  };
}
