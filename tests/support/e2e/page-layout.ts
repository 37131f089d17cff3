import type { Page } from '@playwright/test';
import { expect } from './e2e-test.ts';

/** From the narrowest window to a large screen, and the widths at which a side bar or columns appear. */
const WIDTHS = [320, 768, 900, 1024, 1280, 1920];

/** Nothing is wider than the window or its container, covers something else or is squeezed, at any width. */
export async function expectToFit(page: Page, widths: readonly number[] = WIDTHS): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const fault of await page.evaluate(faultsIn)) faults.push(`at ${width} px ${fault}`);
  }
  await page.setViewportSize(before);
  expect(faults).toEqual([]);
}

/** The same with texts that are 40 % longer, as they are in some languages. Names and numbers stay as long as they are. */
export async function expectToFitInAnyLanguage(
  page: Page,
  widths: readonly number[] = [320, 768, 1024, 1280],
): Promise<void> {
  const restore = await page.evaluateHandle(lengthenTexts);
  await expectToFit(page, widths);
  await restore.evaluate(shorten => shorten());
}

/** Runs in the page. Returns what puts the texts back. */
function lengthenTexts(): () => void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const before = new Map<Node, string>();
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const text = node.textContent ?? '';
    const words = text.match(/\p{L}{2,}/gu) ?? [];
    // A date has its own length in every language.
    const isDate = /\d/.test(text) && node.parentElement?.matches('th, time');
    if (isDate || words.length === 0 || node.parentElement?.closest('.activity-name, .upload-name, script, style'))
      continue;
    before.set(node, text);
    // Longer words as in German, and more of them.
    let missing = Math.ceil(text.trim().length * 0.4);
    const longer = text.replace(/\p{L}{2,}/gu, word => {
      const extra = Math.min(missing, Math.ceil(word.length * 0.4));
      missing -= extra;
      return word + 'enschaft'.slice(0, extra);
    });
    node.textContent = longer;
  }
  return () => {
    for (const [node, text] of before) node.textContent = text;
  };
}

/** Runs in the page, so it uses nothing from outside the function. */
function faultsIn(): string[] {
  /** A text with its own element, and its lines as far as they are visible. */
  interface Text {
    words: string;
    element: Element;
    lines: DOMRect[];
  }
  const SLACK = 1.5;
  const NARROWEST_NAME = 140;
  const MOST_LINES = 3;
  const FEWEST_LETTERS = 6;
  const LETTERS_OF_A_LINE = 25;
  const { documentElement: root, body } = document;

  const ways = new Map<Element, Element[]>();
  function wayUp(element: Element): Element[] {
    const known = ways.get(element);
    if (known) return known;
    const way = [element, ...(element.parentElement ? wayUp(element.parentElement) : [])];
    ways.set(element, way);
    return way;
  }

  function isSeen(element: Element): boolean {
    const options = { opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true };
    const isCut = (each: Element) => getComputedStyle(each).clipPath !== 'none';
    return element.checkVisibility(options) && !element.closest('select') && !wayUp(element).some(isCut);
  }

  /** What is hidden by a box that scrolls or clips is not visible. */
  function seenPart(line: DOMRect, element: Element): DOMRect {
    let { left, right, top, bottom } = line;
    for (const each of wayUp(element)) {
      if (each === body || each === root || getComputedStyle(each).overflowX === 'visible') continue;
      const box = each.getBoundingClientRect();
      left = Math.max(left, box.left);
      right = Math.min(right, box.right);
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  function linesOf(node: Node): DOMRect[] {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  }

  const rowsIn = (lines: DOMRect[]) => new Set(lines.map(({ top }) => Math.round(top))).size;

  /** Those of a dialog that is open, and nothing behind it. */
  function texts(): Text[] {
    const walker = document.createTreeWalker(document.querySelector('dialog[open]') ?? body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const words = node.textContent?.trim();
      const element = node.parentElement;
      if (!words || !element || !isSeen(element)) continue;
      const lines = linesOf(node).map(line => seenPart(line, element));
      found.push({ words, element, lines: lines.filter(({ width, height }) => width > 0 && height > 0) });
    }
    return found;
  }

  function leavesItsPlace({ element, lines }: Text): boolean {
    const place = element.closest('td, th, li, dd, dt, button, .button, .card, main')?.getBoundingClientRect();
    const isOut = ({ left, right, bottom }: DOMRect, { left: from, right: to, bottom: end }: DOMRect) =>
      left < from - SLACK || right > to + SLACK || bottom > end + SLACK;
    return place !== undefined && lines.some(line => isOut(line, place));
  }

  /** Comments have as many words as they like, and recordings names of any length. */
  function isCutOff({ element }: Text): boolean {
    if (element.closest('.wellness-text, .upload-name, .activity-name')) return false;
    const isCutting = getComputedStyle(element).textOverflow === 'ellipsis';
    return isCutting && element.scrollWidth > element.clientWidth + SLACK;
  }

  function runsDownwards({ words, lines }: Text): boolean {
    const rows = rowsIn(lines);
    return rows > MOST_LINES && words.length / rows < FEWEST_LETTERS;
  }

  /** What stays in place while the rest scrolls covers it on purpose. */
  const isStill = ({ element }: Text) =>
    !wayUp(element).some(each => /sticky|fixed/.test(getComputedStyle(each).position));

  function overlaps(all: Text[]): string[] {
    const lines = all
      .filter(isStill)
      .flatMap(({ words, element, lines }) => lines.map(line => ({ words, element, line })))
      .sort((a, b) => a.line.top - b.line.top);
    return lines.flatMap(({ words, element, line }, n) => {
      const found: string[] = [];
      for (const other of lines.slice(n + 1)) {
        if (other.line.top > line.bottom - 2 * SLACK) break;
        const shared = Math.min(line.right, other.line.right) - Math.max(line.left, other.line.left);
        if (element !== other.element && shared > SLACK) found.push(`“${words}” lies over “${other.words}”`);
      }
      return found;
    });
  }

  /** The subject of a row, which is read first. */
  function faultOfName({ words, element, lines }: Text): string[] {
    const name = element.closest('.activity-name, .upload-name');
    if (!name) return [];
    const { width } = name.getBoundingClientRect();
    const most = Math.max(MOST_LINES, Math.ceil(words.length / LETTERS_OF_A_LINE));
    return [
      ...(width < NARROWEST_NAME ? [`the name “${words}” has ${Math.round(width)} px`] : []),
      ...(rowsIn(lines) > most ? [`the name “${words}” has ${rowsIn(lines)} lines`] : []),
    ];
  }

  const all = texts();
  const beside = root.scrollWidth - root.clientWidth;
  return [
    ...(beside > 0 ? [`${beside} px stick out of the window`] : []),
    ...all.filter(leavesItsPlace).map(({ words }) => `“${words}” leaves its place`),
    ...all.filter(isCutOff).map(({ words }) => `“${words}” is cut off`),
    ...all.filter(runsDownwards).map(({ words }) => `“${words}” runs downwards`),
    ...overlaps(all),
    ...all.flatMap(faultOfName),
  ];
}
