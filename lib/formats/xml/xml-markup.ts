/** The ">" of the tag that starts at `at`, -1 where there is none. One between an attribute's quotes does not count. */
export function findTagEnd(xml: string, at: number): number {
  for (let next = at + 1; next < xml.length; next++) {
    switch (xml.charCodeAt(next)) {
      case GREATER_THAN:
        return next;
      case LESS_THAN:
        return -1;
      case QUOTE:
      case APOSTROPHE:
        next = xml.indexOf(xml.charAt(next), next + 1);
        if (next < 0) return -1;
    }
  }
  return -1;
}

/**
 * Behind the comment, CDATA section, processing instruction or document type that starts at `at`, -1 where it has no
 * end.
 */
export function findMarkupEnd(xml: string, at: number): number {
  const [start, end] = MARKUP.find(([opening]) => xml.startsWith(opening, at)) ?? [];
  return start && end ? indexAfter(xml, end, at + start.length) : findDoctypeEnd(xml, at);
}

const MARKUP: readonly (readonly [start: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** A document type ends at the first ">" outside of its [subset], quotes and comments. */
function findDoctypeEnd(xml: string, start: number): number {
  let depth = 0;
  for (let at = start; at >= 0 && at < xml.length; ) {
    const character = xml.charAt(at);
    if (character === '"' || character === "'") at = indexAfter(xml, character, at + 1);
    else if (xml.startsWith('<!--', at)) at = indexAfter(xml, '-->', at + 4);
    else {
      if (character === '<' || character === '[') depth++;
      else if (character === '>' || character === ']') depth--;
      at++;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function indexAfter(xml: string, end: string, from: number): number {
  const found = xml.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
