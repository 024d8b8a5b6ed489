// What one expression may make, whatever it is given: above it the process, not the mapping, would be at risk. The page
// docs/limits.md names each of them; a test holds the two together. A result beyond a limit is a failure with a reason.

/** Of a text, in UTF-16 units. */
export const LONGEST_TEXT = 2 ** 26;

/** Of a whole number, read or computed. */
export const MOST_DIGITS = 1_000_000;

/** Of an array that a text is taken apart into, and of a range that is written out; a longer range is counted and asked. */
export const MOST_ITEMS = 1_000_000;

/** After the point, in `String.format`. */
export const MOST_FORMAT_PLACES = 10_000;

/** Before the point, in `String.format`. */
export const MOST_FORMAT_DIGITS = 100_000;

/** Of the values of a JSON text inside one another, so that whatever walks them cannot run out of stack. */
export const DEEPEST_JSON = 1_000;

/** Of a regular expression, in UTF-16 units: patterns come from data too, and each costs many times its size. */
export const LONGEST_PATTERN = 20_000;
