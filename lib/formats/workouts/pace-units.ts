const METRES_BY_UNIT = new Map([
  ['km', 1000],
  ['mi', 1609.344],
  ['mile', 1609.344],
  ['500m', 500],
  ['400m', 400],
  ['250m', 250],
  ['100m', 100],
  ['100y', 91.44],
]);

/** The distance of a pace unit in metres: 1000 for "MINS_KM", 1609.344 for "secs/mi"; undefined for other units. */
export function getPaceMetres(units: string | undefined): number | undefined {
  const [, per] = /^(?:secs|mins)[/_](\w+)$/.exec(units?.toLowerCase() ?? '') ?? [];
  return per === undefined ? undefined : METRES_BY_UNIT.get(per);
}

/** A pace as m/s; its unit says whether it is in minutes or seconds. Undefined for other units. */
export function paceToSpeed(pace: number, units: string | undefined): number | undefined {
  const metres = getPaceMetres(units);
  if (!metres || pace <= 0) return undefined;
  return metres / (/^mins/i.test(units ?? '') && pace < 60 ? pace * 60 : pace);
}
