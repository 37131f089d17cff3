/** The facts without those that are `undefined`: with `exactOptionalPropertyTypes`, absent and `undefined` differ. */
export function present<Facts extends object>(facts: Facts): Present<Facts> {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Present<Facts>;
}

type Present<Facts> = {
  [Key in keyof Facts as undefined extends Facts[Key] ? never : Key]: Facts[Key];
} & {
  [Key in keyof Facts as undefined extends Facts[Key] ? Key : never]?: Exclude<Facts[Key], undefined>;
};
