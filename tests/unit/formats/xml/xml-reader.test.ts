import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { XmlReader } from '../../../../lib/formats/xml/xml-reader.ts';
import { gpxFile, tcxFile } from '../../../fixtures/recordings.ts';

/** One line for each event of a document: "+a", "-b=text", with the parent in front. */
function listEvents(xml: string): string[] {
  const reader = new XmlReader(xml);
  const events: string[] = [];
  for (let event = reader.next(); event; event = reader.next()) {
    events.push(
      event === 'open' ? `${reader.parent}+${reader.name}` : `${reader.parent}-${reader.name}=${reader.text}`,
    );
  }
  return events;
}

describe('XmlReader', () => {
  test('reports each start and end of an element in order', () => {
    expect(listEvents('<a><b> 1 </b><c/></a>')).toEqual(['+a', 'a+b', 'a-b=1', 'a+c', 'a-c=', '-a=']);
  });

  test.each([
    ['prefixes are left out', '<x:a xmlns:x="u">1</x:a>', '1'],
    ['the five entities and numbers are expanded', '<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x1F6B4;</a>', '<&>"\'A🚴'],
    ['other entities stay as written', '<!DOCTYPE a [<!ENTITY b "bomb">]><a>&b;&#1114112;</a>', '&b;&#1114112;'],
    ['a stray ampersand is text', '<a>T & R</a>', 'T & R'],
    ['a CDATA section is text as written', '<a>1 <![CDATA[<b>&amp;]]> 2</a>', '1 <b>&amp; 2'],
    ['comments and instructions are left out', '<a>1<!-- <b> -->2<?php > ?>3</a>', '123'],
    ['blanks are accepted around tags and the declaration', '  \n<?xml version="1.0"?>\n<a\n>1</a\n>\n', '1'],
    ['apostrophes in comments of the document type do not quote', "<!DOCTYPE a [<!-- don't -->]><a>1</a>", '1'],
    [
      'quotes and comments do not end the document type',
      '<!DOCTYPE a SYSTEM ">" [<!-- ]> " --><!ENTITY c ">">]><a>1</a>',
      '1',
    ],
  ])('reads text so that %s', (_, xml, text) => {
    expect(listEvents(xml)).toEqual(['+a', `-a=${text}`]);
  });

  test('finds an attribute by its whole name, whatever other values contain', () => {
    const reader = new XmlReader(`<a xlat="1" lat = '2 > "1"' lon="&lt;" empty="" data-lat="3"/>`);
    reader.next();

    expect(['lat', 'lon', 'empty', 'at', 'none'].map(name => reader.getAttribute(name))).toEqual([
      '2 > "1"',
      '<',
      '',
      undefined,
      undefined,
    ]);
  });

  test('lists all attributes by their names in lower case', () => {
    const reader = new XmlReader(`<a Lat = '2 > "1"'\n LON="&lt;" empty=""/>`);
    reader.next();

    expect(reader.attributes).toEqual({ lat: '2 > "1"', lon: '<', empty: '' });
  });

  test.each([
    ['<a>\n<b></a>', 'line 2: </a> instead of </b>'],
    ['<a></ab>', 'line 1: </ab> instead of </a>'],
    ['<a></a></b>', 'line 1: </b> closes nothing'],
    ['<a>\n\n<b>', 'line 3: cut off inside <b>'],
    ['<a><b', 'line 1: a tag without an end'],
    ['<a><b c="', 'line 1: a tag without an end'],
    ['<a><b <c></c></b></a>', 'line 1: a tag without an end'],
    ['<a></a', 'line 1: </a instead of </a>'],
    ['<a><!-- ', 'line 1: a "<!" without an end'],
    ['<!DOCTYPE a [', 'line 1: a "<!" without an end'],
    ["<!DOCTYPE a '>", 'line 1: a "<!" without an end'],
    ['<a>1 < 2</a>', 'line 1: a "<" without a name'],
    ['<a/><b/>', 'line 1: <b> behind the end'],
    ['<a>'.repeat(201), 'line 1: over 200 elements deep'],
    ['text', 'line 1: no element'],
  ])('rejects the broken document %j', (xml, detail) => {
    expect(() => listEvents(xml)).toThrow(detail);
  });

  test.each([
    ['TCX', tcxFile({ startMs: 0, durationSecs: 30 })],
    ['GPX', gpxFile({ startMs: 0, durationSecs: 30, title: 'A & B' })],
  ])('reads a generated %s as a strict parser does', (_, bytes) => {
    const xml = new TextDecoder().decode(bytes);

    expect(listEvents(xml)).toEqual(listEventsStrictly(xml));
  });
});

/** The same lines from saxes, an independent and strict parser. */
function listEventsStrictly(xml: string): string[] {
  const events: string[] = [];
  const open: { name: string; text: string | undefined }[] = [];
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    const parent = open.at(-1);
    if (parent) parent.text = undefined;
    events.push(`${parent?.name ?? ''}+${local(name)}`);
    open.push({ name: local(name), text: '' });
  });
  parser.on('text', text => {
    const element = open.at(-1);
    if (element?.text !== undefined) element.text += text;
  });
  parser.on('closetag', ({ name }) => {
    const text = open.pop()?.text?.trim() ?? '';
    events.push(`${open.at(-1)?.name ?? ''}-${local(name)}=${text}`);
  });
  parser.write(xml).close();
  return events;
}
