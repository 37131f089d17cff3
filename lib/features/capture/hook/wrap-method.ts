/**
 * Calls `heed` after each call of a method that belongs to the page. The page must not notice: the method stays what it was in
 * name, length and result, and whatever goes wrong in `heed` stays here.
 */
export function wrapMethod<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  onCall: (self: unknown, args: unknown[], result: unknown) => void,
): void {
  const method = owner[name];
  if (typeof method !== 'function') return;
  owner[name] = new Proxy(method, {
    apply(target, self, args) {
      const result: unknown = Reflect.apply(target, self, args);
      try {
        onCall(self, args, result);
      } catch {
        // The page has changed what `heed` uses; its own call went well.
      }
      return result;
    },
  });
}
