/**
 * File name stems by id, none of which Windows keeps for a device. A stem that is taken already, or that a case-insensitive disk takes for the same, gets the id of the
 * later one behind it: " (123)".
 */
export function makeUniqueStems<Id>(wanted: Iterable<{ id: Id; stem: string }>): Map<Id, string> {
  const stems = new Map<Id, string>();
  const taken = new Set<string>();
  for (const { id, stem: wantedStem } of wanted) {
    if (stems.has(id)) continue;
    let stem = DEVICE_NAMES.test(wantedStem) ? `_${wantedStem}` : wantedStem;
    while (taken.has(foldName(stem))) stem += ` (${toPortableName(String(id))})`;
    taken.add(foldName(stem));
    stems.set(id, stem);
  }
  return stems;
}

/** A name as part of a file name that every system accepts: without path separators, invisible characters and dots at its ends. */
export function toPortableName(name: string): string {
  // Cut first, so that a very long name costs nothing.
  const plain = name
    .slice(0, 1000)
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(INVISIBLE_CHARACTERS, '')
    .replace(FORBIDDEN_CHARACTERS, '-');
  return truncate(plain.replace(LEADING_DOTS_AND_BLANKS, '')).replace(TRAILING_DOTS_AND_BLANKS, '');
}

/** Two names with the same result are one file on a case-insensitive disk. */
export const foldName = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase();

/** "x.zwo", "x (Musette).zwo", "x (Musette 2).zwo"… */
export function* proposeFileNames(name: string): Generator<string> {
  yield name;
  const dot = name.lastIndexOf('.');
  for (let n = 1; ; n += 1) {
    yield `${name.slice(0, dot)} (Musette${n === 1 ? '' : ` ${n}`})${name.slice(dot)}`;
  }
}

/**
 * Windows opens a device in place of a file of this name, whatever its extension
 * (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
 */
const DEVICE_NAMES = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$|clock\$)\s*(\.|$)/i;

/** Control and format characters, lone surrogates, private use, noncharacters. */
const INVISIBLE_CHARACTERS = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]/gu;

/** Windows forbids these; "~" marks short names there ("PROGRA~1"), which browsers refuse to write. */
const FORBIDDEN_CHARACTERS = /[<>:"/\\|?*~]/g;

/** Windows drops dots and blanks at the end; elsewhere a dot at the start hides a file. */
const LEADING_DOTS_AND_BLANKS = /^[\s.]+/;
const TRAILING_DOTS_AND_BLANKS = /[\s.]+$/;

/** Leaves room for date, number and extension within Linux' 255 bytes of a name and Windows' 260 characters of a path. */
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
