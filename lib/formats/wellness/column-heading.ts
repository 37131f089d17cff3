/**
 * The name of a column, normalized for comparison: lower case, without accents and extra spaces. The unit in brackets is
 * separate: "Gewicht (kg)" has the name "gewicht" and the unit "kg".
 */
export interface ColumnHeading {
  /** The name with its unit. */
  fullName: string;
  name: string;
  /** The name in single words: "deepSleepTime" is "deep sleep time". */
  words: string;
  unit: string | undefined;
}

/** Longer than any program's names. The patterns take long for many words. */
const MAX_HEADING_LENGTH = 200;

export function parseColumnHeading(header: string): ColumnHeading {
  // Some programs mark the header as a comment: "#date".
  // Others put the type of data in front of it: "com.samsung.health.sleep.start_time".
  const written = header
    .slice(0, MAX_HEADING_LENGTH)
    .replace(/^\s*#/, '')
    .replace(/^\s*(?:[a-z_]{1,40}\.){3,}(?=\w)/, '');
  const fullName = normalizeText(written);
  const { name, unit } = splitUnit(fullName);
  return { fullName, name, unit, words: splitUnit(normalizeText(splitCamelCase(written))).name };
}

const normalizeText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();

/** "rMSSD", "SpO2" and "pNN50" are single words: only what has two small letters ends before a capital one. */
const splitCamelCase = (text: string): string =>
  text.replace(/(?<=\p{Ll}{2})(?=\p{Lu})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll})/gu, ' ');

/** "Deep (SWS) duration (min)" and "Temperature [°C]", and "Recovery score %". */
function splitUnit(fullName: string): { name: string; unit: string | undefined } {
  const match = /^(.*?)\s*(?:[([]([^()[\]]+)[)\]]|(%))$/.exec(fullName);
  return { name: match?.[1] || fullName, unit: match?.[2] ?? match?.[3] };
}

/** The same for tables with the same columns in the same order, so that a saved mapping applies to the next export. */
export function getHeaderFingerprint(header: readonly string[]): string {
  return header.map(name => parseColumnHeading(name).fullName).join('|');
}

/** Whether the name of a column means the date. */
export const isDayHeading = (heading: ColumnHeading): boolean =>
  DAY_WORDS.test(heading.name) && !isOtherDateHeading(heading);

/** Whether the name of a column means the date of something else than a measurement: of its storage, or of a birth. */
export const isOtherDateHeading = ({ words }: ColumnHeading): boolean => OTHER_DATE_WORDS.test(words);

/** Whether the name of a column means the time of day. */
export const isTimeHeading = ({ name }: ColumnHeading): boolean => TIME_WORDS.test(name);

/** Whether the name of a column means the end of a night. A night counts for the day on which it ends. */
export const isWakeTimeHeading = ({ words }: ColumnHeading): boolean => WAKE_WORDS.test(words);

const DAY_WORDS =
  /^(date|day|datum|tag|dato|fecha|dia|data|giorno|jour|dag|timestamp|time|zeit|when|datetime|date ?time|datum\/uhrzeit|id)\b/;

const OTHER_DATE_WORDS =
  /\b(creat(e|ed|ion)|updat(e|ed)|modif\w*|last|sync\w*|upload\w*|import\w*|export\w*|insert\w*|add(ed)?|enter(ed)?|sav(e|ed)|stor(e|ed)|download\w*|birth\w*|born|due|erstell\w*|angelegt|geandert|aktualisiert|synchron\w*|geburt\w*|cree|creee|creado|creada|creato|modifie\w*|modificad\w*|actualizad\w*|naissance|nacimiento|nascita|aangemaakt|gewijzigd|criad\w*)\b/;

const TIME_WORDS = /^(time|uhrzeit|zeit|hora|heure|ora|tijd|tid|time of day)$/;

const WAKE_WORDS =
  /\b(wak(e|ing)|woke|end|stop|to|aufwach\w*|ende|bis|(r?eveil|reveil)|fin|despert\w*|fine|risveglio|einde|tot|acordar|fim)\b/;
