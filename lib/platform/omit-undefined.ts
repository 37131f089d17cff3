/**
 * Removes keys with the value `undefined`: with `exactOptionalPropertyTypes` an optional key may be absent, but not
 * `undefined`.
 */
export function omitUndefined<Value extends object>(object: Value): WithoutUndefined<Value> {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as WithoutUndefined<Value>;
}

type WithoutUndefined<Facts> = {
  [Key in keyof Facts as undefined extends Facts[Key] ? never : Key]: Facts[Key];
} & {
  [Key in keyof Facts as undefined extends Facts[Key] ? Key : never]?: Exclude<Facts[Key], undefined>;
};
