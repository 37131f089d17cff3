/**
 * The first of what follows in a file name that is safe on every system, and what tells it apart. A name that two have, or that
 * some disk takes for the same, gets the id of the later one: " (123)".
 */
export function makeUniqueStems<Id>(wanted: Iterable<{ id: Id; stem: string }>): Map<Id, string> {
  const stems = new Map<Id, string>();
  const taken = new Set<string>();
  for (const { id, stem: wantedStem } of wanted) {
    if (stems.has(id)) continue;
    let stem = wantedStem;
    while (taken.has(foldName(stem))) stem += ` (${toPortableName(String(id))})`;
    taken.add(foldName(stem));
    stems.set(id, stem);
  }
  return stems;
}

/** What is left of a name for the inside of a file name: it cannot leave a folder, hide a letter or end a name too soon. */
export function toPortableName(name: string): string {
  // Cut first: nobody needs to see what stands behind a thousand characters.
  const plain = name
    .slice(0, 1000)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE_CHARACTERS, '')
    .replace(FORBIDDEN_CHARACTERS, '-');
  return truncate(plain.replace(LEADING_DOTS_AND_BLANKS, '')).replace(TRAILING_DOTS_AND_BLANKS, '');
}

/** Two names that are one on a disk which does not mind upper case. */
export const foldName = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase();

/** "x.zwo", "x (Musette).zwo", "x (Musette 2).zwo"… */
export function* proposeFileNames(name: string): Generator<string> {
  yield name;
  const dot = name.lastIndexOf('.');
  for (let n = 1; ; n += 1) {
    yield `${name.slice(0, dot)} (Musette${n === 1 ? '' : ` ${n}`})${name.slice(dot)}`;
  }
}

/** Controls, marks that turn the direction of writing, halves of characters, characters that are none. */
const INVISIBLE_CHARACTERS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;

/** Windows forbids these; "~" makes short names there, which browsers refuse to write. */
const FORBIDDEN_CHARACTERS = /[<>:"/\\|?*~]/g;

/** Dots and blanks at an end are lost on Windows; a dot at the start hides a file elsewhere. */
const LEADING_DOTS_AND_BLANKS = /^[\s.]+/;
const TRAILING_DOTS_AND_BLANKS = /[\s.]+$/;

/** With day, number and extension below the 255 bytes of Linux, and far from the 260 characters of a path on Windows. */
const MAX_CHARACTERS = 80;
const MAX_BYTES = 160;

function truncate(text: string): string {
  let bytes = 0;
  let truncated = '';
  for (const character of Array.from(text).slice(0, MAX_CHARACTERS)) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > MAX_BYTES) break;
    truncated += character;
  }
  return truncated;
}
