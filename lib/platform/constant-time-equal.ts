/** Whether two texts are the same, found out in a time that says nothing of where they differ. */
export function constantTimeEqual(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let n = 0; n < other.length; n += 1) difference |= one.charCodeAt(n) ^ other.charCodeAt(n);
  return difference === 0;
}
