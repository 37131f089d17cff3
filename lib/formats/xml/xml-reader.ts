import type { Problem } from '../../platform/problem.ts';
import { MAX_XML_DEPTH } from '../file-limits.ts';
import { brokenFile } from '../file-problems.ts';

/**
 * Reads XML from one tag to the next, without a tree. Made for what devices write: it accepts blanks before the
 * declaration, stray ampersands and unknown entities. It expands only the five entities of XML and numeric ones, and
 * skips the document type, so that no entity can grow. It rejects tags that do not match and documents that are cut off.
 */
export class XmlReader {
  /** Name of the element that was opened or closed last, without its prefix. */
  name = '';
  /** Name of the element around that one; empty around the root. */
  parent = '';
  readonly #xml: string;
  /** Where the next read starts. */
  #position = 0;
  /** The open elements: their names as written, and without prefix. */
  readonly #tags: string[] = [];
  readonly #names: string[] = [];
  #hadRoot = false;
  #isSelfClosed = false;
  #attributesStart = 0;
  #attributesEnd = 0;
  /** Where the innermost element's text starts; -1 once it has a child. */
  #contentStart = -1;
  #textStart = -1;
  #textEnd = -1;

  constructor(xml: string) {
    this.#xml = xml;
  }

  /**
   * Reads up to the next start or end of an element; undefined at the end of the document. `<a/>` is both.
   * @throws {Problem} `broken-file` with the line in `detail`.
   */
  next(): 'open' | 'close' | undefined {
    if (this.#isSelfClosed) return this.#close(this.#position);
    for (;;) {
      const at = this.#xml.indexOf('<', this.#position);
      if (at < 0) return this.#finish();
      switch (this.#xml.charCodeAt(at + 1)) {
        case SLASH:
          return this.#readEndTag(at);
        case EXCLAMATION:
        case QUESTION:
          this.#skipMarkup(at);
          break;
        default:
          return this.#readStartTag(at);
      }
    }
  }

  /** After 'close': the text of an element without children, trimmed; empty for others. */
  get text(): string {
    if (this.#textStart < 0) return '';
    return decodeXmlText(this.#xml.slice(this.#textStart, this.#textEnd)).trim();
  }

  /** After 'open': the value of the attribute of this name (as written, with its prefix). */
  getAttribute(name: string): string | undefined {
    const attributes = this.#xml.slice(this.#attributesStart, this.#attributesEnd);
    for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + name.length)) {
      const equals = skipWhitespace(attributes, at + name.length);
      if (attributes[equals] !== '=' || !isWhitespace(attributes.charCodeAt(at - 1))) continue;
      const start = skipWhitespace(attributes, equals + 1);
      const end = attributes.indexOf(attributes.charAt(start), start + 1);
      return end < 0 ? undefined : expandEntities(attributes.slice(start + 1, end));
    }
    return undefined;
  }

  /** After 'open': all attributes, by their names in lower case. */
  get attributes(): Record<string, string> {
    return parseAttributes(this.#xml.slice(this.#attributesStart, this.#attributesEnd));
  }

  #skipMarkup(at: number): void {
    const end = findMarkupEnd(this.#xml, at);
    const start = this.#xml.slice(at, at + 2);
    if (end < 0) throw this.#broken(at, `a "${start}" without an end`);
    this.#position = end;
  }

  #readStartTag(at: number): 'open' {
    const xml = this.#xml;
    let nameEnd = at + 1;
    while (!isNameEnd(xml.charCodeAt(nameEnd))) nameEnd++;
    if (nameEnd === at + 1) throw this.#broken(at, 'a "<" without a name');
    const end = findTagEnd(xml, at);
    if (end < 0) throw this.#broken(at, 'a tag without an end');
    const tag = xml.slice(at + 1, nameEnd);
    if (this.#tags.length === 0 && this.#hadRoot) throw this.#broken(at, `<${tag}> behind the end`);
    if (this.#tags.length === MAX_XML_DEPTH) throw this.#broken(at, `over ${MAX_XML_DEPTH} elements deep`);

    this.parent = this.#names.at(-1) ?? '';
    this.name = withoutPrefix(tag);
    this.#tags.push(tag);
    this.#names.push(this.name);
    this.#hadRoot = true;
    this.#attributesStart = nameEnd;
    this.#attributesEnd = end;
    this.#isSelfClosed = xml.charCodeAt(end - 1) === SLASH;
    this.#position = end + 1;
    this.#contentStart = this.#position;
    return 'open';
  }

  #readEndTag(at: number): 'close' {
    const tag = this.#tags.at(-1);
    const end = tag === undefined ? -1 : skipWhitespace(this.#xml, at + 2 + tag.length);
    if (tag === undefined || !this.#xml.startsWith(tag, at + 2) || this.#xml.charCodeAt(end) !== GREATER_THAN) {
      const found = /^<\/[^<>]{0,60}>?/.exec(this.#xml.slice(at, at + 64))?.[0];
      throw this.#broken(at, tag === undefined ? `${found} closes nothing` : `${found} instead of </${tag}>`);
    }
    this.#position = end + 1;
    return this.#close(at);
  }

  #close(textEnd: number): 'close' {
    this.#isSelfClosed = false;
    this.#tags.pop();
    this.name = this.#names.pop() ?? '';
    this.parent = this.#names.at(-1) ?? '';
    this.#textStart = this.#contentStart;
    this.#textEnd = textEnd;
    this.#contentStart = -1;
    return 'close';
  }

  #finish(): undefined {
    const tag = this.#tags.at(-1);
    if (tag !== undefined) throw this.#broken(this.#xml.length, `cut off inside <${tag}>`);
    if (!this.#hadRoot) throw this.#broken(this.#xml.length, 'no element');
    return undefined;
  }

  #broken(at: number, what: string): Problem {
    return brokenFile(`line ${this.#xml.slice(0, at).split('\n').length}: ${what}`);
  }
}

const EQUALS = 0x3d;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const QUESTION = 0x3f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

function isWhitespace(character: number): boolean {
  return character <= 0x20;
}

/** True for NaN too: charCodeAt returns it behind the end of the text. */
function isNameEnd(character: number): boolean {
  return !(character > 0x20 && character !== SLASH && character !== GREATER_THAN && character !== LESS_THAN);
}

function skipWhitespace(text: string, from: number): number {
  let at = from;
  while (isWhitespace(text.charCodeAt(at))) at++;
  return at;
}

/** The attributes that have a quoted value. One look at each character: a pattern would try every part of a long name as a name. */
function parseAttributes(xml: string): Record<string, string> {
  const found: [name: string, value: string][] = [];
  for (let at = skipWhitespace(xml, 0); at < xml.length; at = skipWhitespace(xml, at)) {
    let nameEnd = at;
    while (nameEnd < xml.length && xml.charCodeAt(nameEnd) !== EQUALS && !isWhitespace(xml.charCodeAt(nameEnd)))
      nameEnd++;
    const equals = skipWhitespace(xml, nameEnd);
    const start = xml.charCodeAt(equals) === EQUALS ? skipWhitespace(xml, equals + 1) : -1;
    const quote = xml.charCodeAt(start);
    const end = quote === QUOTE || quote === APOSTROPHE ? xml.indexOf(xml.charAt(start), start + 1) : -1;
    if (end >= 0) found.push([xml.slice(at, nameEnd).toLowerCase(), expandEntities(xml.slice(start + 1, end))]);
    at = end >= 0 ? end + 1 : Math.max(start, nameEnd);
  }
  return Object.fromEntries(found);
}

function withoutPrefix(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}

/** Position of the ">" of the tag that starts at `at`, or -1. A ">" in a quoted attribute does not count. */
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
 * Position behind the comment, CDATA section, processing instruction or document type that starts at `at`, or -1 where
 * it has no end.
 */
function findMarkupEnd(xml: string, at: number): number {
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

/** Text of an element: entities expanded, CDATA sections unwrapped, comments removed. */
function decodeXmlText(raw: string): string {
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

/** Expands the five entities of XML and numeric ones; others stay as written. */
function expandEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (written, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? written;
    const codePoint = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : written;
  });
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
