import { SaxesParser } from 'saxes';
import { NotARecording } from './recording.ts';

/** The events of the XML reader: local names only, because producers disagree about prefixes. */
export interface XmlReader {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  /** An element with the text directly in it; `parent` is the element around it. */
  close?(name: string, text: string, parent: string | undefined): void;
}

/** Reads an XML file from end to end; one that is not well-formed is no recording. */
export function readXml(bytes: Uint8Array, reader: XmlReader): void {
  const parser = new SaxesParser();
  const open: { name: string; text: string }[] = [];
  parser.on('opentag', tag => {
    const name = localName(tag.name);
    open.push({ name, text: '' });
    reader.open?.(name, tag.attributes);
  });
  parser.on('text', text => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) reader.close?.(element.name, element.text.trim(), open.at(-1)?.name);
  });
  parser.on('error', cause => {
    // An entity that the document itself declares stays unresolved.
    if (!cause.message.endsWith('undefined entity.')) {
      throw new NotARecording('The XML is not well-formed', { cause });
    }
  });
  parser.write(decode(bytes)).close();
}

/** A time in an XML file; without a zone it is taken as UTC, as GPX and TCX define it. */
export function readTime(text: string): Date {
  const time = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  if (Number.isNaN(time.getTime())) throw new NotARecording(`Not a time: ${text}`);
  return time;
}

function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes).trimStart();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
