/** Languages that exports are written in. The platform knows their months. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'ca'];

/** The month, 1 to 12, of a name in any of these languages, in full or short: "March", "Mrz.", "févr.", "maart". */
export function parseMonthName(name: string): number | undefined {
  monthsByName ??= buildMonthNames();
  return monthsByName.get(normalizeName(name));
}

let monthsByName: Map<string, number> | undefined;

function buildMonthNames(): Map<string, number> {
  const names = new Map<string, number>([
    // Swiss and older ways that the platform does not use.
    ['sept', 9],
    ['mrz', 3],
    ['mar', 3],
  ]);
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      // With a day beside it, Slavic languages give the form that dates have.
      for (const day of [undefined, 'numeric'] as const) {
        const format = new Intl.DateTimeFormat(language, { month: style, day, timeZone: 'UTC' });
        for (let month = 1; month <= 12; month++) {
          const parts = format.formatToParts(Date.UTC(2026, month - 1, 15));
          const name = normalizeName(parts.find(({ type }) => type === 'month')?.value ?? '');
          // English comes first and wins where two languages disagree.
          if (name.length >= 3 && !names.has(name)) names.set(name, month);
        }
      }
    }
  }
  return names;
}

function normalizeName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();
}
