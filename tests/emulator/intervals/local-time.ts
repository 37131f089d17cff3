/** `2026-04-16T07:02:09Z`: an instant as the API writes it, to the second. */
export function instant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** `2026-04-16T09:02:09`: the athlete's local time. */
export function localTime(date: Date, timezone: string): string {
  // Swedish writes dates the ISO way.
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(date);
  return text.replace(' ', 'T');
}

/** The first word in the name of an activity that was not named. */
export function partOfDay(local: string): string {
  const hour = Number(local.slice(11, 13));
  if (hour < 5 || hour >= 22) return 'Night';
  if (hour < 11) return 'Morning';
  if (hour < 14) return 'Lunch';
  return hour < 18 ? 'Afternoon' : 'Evening';
}
