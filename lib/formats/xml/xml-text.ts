import { findMarkupEnd } from './xml-markup.ts';

/** Text of an element as it was meant: entities expanded, CDATA sections unwrapped, comments left out. */
export function decodeXmlText(raw: string): string {
  if (!raw.includes('<')) return expandEntities(raw);
  let text = '';
  for (let at = 0; at < raw.length; ) {
    const markup = raw.indexOf('<', at);
    if (markup < 0) return text + expandEntities(raw.slice(at));
    text += expandEntities(raw.slice(at, markup));
    const end = findMarkupEnd(raw, markup);
    if (end < 0) return text;
    if (raw.startsWith(CDATA_START, markup)) text += raw.slice(markup + CDATA_START.length, end - 3);
    at = end;
  }
  return text;
}

const CDATA_START = '<![CDATA[';

/** Text with the five entities of XML and numeric ones expanded. Others stay as they are written. */
export function expandEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (written, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? written;
    const codePoint = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : written;
  });
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
