import type { CalendarEvent, WorkoutFormat } from '../intervals/event.ts';

/**
 * File names for planned workouts, by event id: "2026-11-22 Threshold 3x10.zwo". Safe on every system, unique whatever a
 * file system thinks of upper case, and stable: a name depends on nothing but the events of its own day.
 */
export function namesFor(events: readonly CalendarEvent[], format: WorkoutFormat): Map<number, string> {
  const names = new Map<number, string>();
  const taken = new Set<string>();
  // By id, so that a workout that is planned later takes no name from one that may be on disk.
  for (const event of events.toSorted((a, b) => a.id - b.id)) {
    if (names.has(event.id)) continue;
    let stem = `${event.day} ${titleOf(event)}`;
    while (taken.has(folded(stem))) stem += ` (${event.id})`;
    taken.add(folded(stem));
    names.set(event.id, `${stem}.${format}`);
  }
  return names;
}

const titleOf = ({ name, type = '' }: CalendarEvent): string =>
  safeTitle(name) || safeTitle(type) || 'Workout';

/** What is left of a name for the inside of a file name: it cannot leave a folder, hide a letter or end a name too soon. */
function safeTitle(name: string): string {
  // Cut first: nobody needs to see what stands behind a thousand characters.
  const plain = name
    .slice(0, 1000)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '-');
  return shortened(plain.replace(EDGE_START, '')).replace(EDGE_END, '');
}

/** Controls, marks that turn the direction of writing, halves of characters, characters that are none. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;

/** Windows forbids these; "~" makes short names there, which browsers refuse to write. */
const FORBIDDEN = /[<>:"/\\|?*~]/g;

/** Dots and blanks at an end are lost on Windows; a dot at the start hides a file elsewhere. */
const EDGE_START = /^[\s.]+/;
const EDGE_END = /[\s.]+$/;

/** With day, number and extension below the 255 bytes of Linux, and far from the 260 characters of a path on Windows. */
const MAX_CHARACTERS = 80;
const MAX_BYTES = 160;

function shortened(text: string): string {
  let bytes = 0;
  let short = '';
  for (const character of Array.from(text).slice(0, MAX_CHARACTERS)) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > MAX_BYTES) break;
    short += character;
  }
  return short;
}

/** Two names that are one on a disk which does not mind upper case. */
export const folded = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase();
