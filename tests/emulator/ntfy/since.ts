import { isId, type NtfyMessage } from './message.ts';
import { errors } from './refusals.ts';

/**
 * Those of the cached messages that a subscriber asks for with `since`; when polling, all is the default. They are
 * in the order in which they came. An unknown id means all of them (message_cache.go,
 * messagesSinceID).
 */
export function messagesSince(
  since: string | null,
  isPoll: boolean,
  cached: readonly NtfyMessage[],
  nowSecs: number,
): readonly NtfyMessage[] {
  const wanted = since || (isPoll ? 'all' : 'none');
  if (wanted === 'all') return cached;
  if (wanted === 'none') return [];
  if (wanted === 'latest') return cached.slice(-1);
  if (isId(wanted)) return cached.slice(cached.findIndex(({ id }) => id === wanted) + 1);
  const start = /^-?\d+$/.test(wanted) ? Number(wanted) : nowSecs - durationSecs(wanted);
  return cached.filter(({ time }) => time >= start);
}

/** `30s`, `10m`, `1h30m`: a duration as Go writes it. */
function durationSecs(text: string): number {
  if (!/^(\d+(\.\d+)?(h|m|s|ms))+$/.test(text)) throw errors.sinceInvalid;
  const parts = [...text.matchAll(/([\d.]+)(h|ms|m|s)/g)];
  return parts.reduce((sum, [, amount, unit = 's']) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
