/** A message at a moment of a step, for some seconds. */
export interface TextEvent {
  readonly message: string;
  /** Seconds from the start of the step. */
  readonly offset?: number;
  readonly duration?: number;
}

/**
 * The messages in the text of a step: `First 60^30 Second 120^Third` shows the second after 60 seconds, for 30. The duration stands
 * alone: in `33^2nd prompt` there is none (https://forum.intervals.icu/t/96016 and https://forum.intervals.icu/t/123701).
 */
export function textEventsOf(text: string): TextEvent[] {
  const events: TextEvent[] = [];
  let words: string[] = [];
  let moment: Omit<TextEvent, 'message'> = {};
  const end = () => {
    const message = words.join(' ').trim();
    if (message !== '') events.push({ message, ...moment });
  };
  // Blanks of a message are kept as they are.
  for (const word of text.split(' ')) {
    const [, offset, behind = ''] = /^(\d+)\^(.*)$/s.exec(word) ?? [];
    if (offset === undefined) {
      words.push(word);
      continue;
    }
    end();
    const isDuration = /^\d+$/.test(behind);
    moment = { offset: Number(offset), ...(isDuration && { duration: Number(behind) }) };
    words = isDuration ? [] : [behind];
  }
  end();
  return events;
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
