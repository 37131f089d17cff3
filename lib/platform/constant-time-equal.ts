/** Compares two texts in a time that does not depend on where they differ, so that a secret cannot be guessed by timing. */
export function constantTimeEqual(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let n = 0; n < other.length; n += 1) difference |= one.charCodeAt(n) ^ other.charCodeAt(n);
  return difference === 0;
}
