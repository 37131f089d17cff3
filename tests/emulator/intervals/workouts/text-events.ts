/** A message at a moment of a step, for some seconds. */
export interface TextEvent {
  readonly message: string;
  /** Seconds from the start of the step. */
  readonly offset?: number;
  readonly duration?: number;
}

/**
 * The messages in the text of a step: `First 60^30 Second 120^ Third` shows the second after 60 seconds, for 30
 * (forum t/96016, 2025).
 */
export function textEventsOf(text: string): TextEvent[] {
  const parts = text.split(/(\d+)\^(\d*)\s*/);
  const events: TextEvent[] = [{ message: (parts[0] ?? '').trim() }];
  for (let at = 1; at + 2 < parts.length; at += 3) {
    const duration = parts[at + 1];
    events.push({
      message: (parts[at + 2] ?? '').trim(),
      offset: Number(parts[at]),
      ...(duration && { duration: Number(duration) }),
    });
  }
  return events.filter(({ message }) => message !== '');
}

/** The text of a step that has these messages. */
export function textOf(events: readonly TextEvent[]): string {
  const [first, ...others] = events;
  if (first && others.length === 0 && !first.offset && !first.duration) return first.message;
  return events
    .map(({ message, offset, duration }, index) =>
      index === 0 && !offset && !duration ? message : `${offset ?? 0}^${duration ?? ''} ${message}`,
    )
    .join(' ');
}

/** The messages one after the other, for formats that have only one text a step. */
export function plainText(text: string): string {
  const events = textEventsOf(text);
  if (events.length === 1 && events[0]?.offset === undefined) return text;
  return events.map(({ message }) => (/[.!?]$/.test(message) ? message : `${message}.`)).join(' ');
}
