/** A count as messages write it: `12,345`. Not by `toLocaleString`, which loads the languages of the world first. */
export function printCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
