/** A promise that React takes for kept at once: a picture of a page does not wait. */
export function atHand<T>(value: T): Promise<T> {
  const kept: Promise<T> = Object.assign(Promise.resolve(value), { status: 'fulfilled', value, catch: () => kept });
  return kept;
}
