import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = readFileSync('components/ui/tokens.css', 'utf8');

/** Relative luminance of a colour like "#3f8fd2" (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A token by day and by night. */
const token = (name: string): string[] =>
  new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens)?.slice(1) ?? [];

test.each([1, 2, 3, 4, 5, 6, 7])('zone %i contrasts with a card in the light and in the dark theme', zone => {
  const contrasts = token(`zone-${zone}`).map((colour, n) => contrast(colour, token('card')[n] ?? ''));

  expect(contrasts).toHaveLength(2);
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(3);
});
