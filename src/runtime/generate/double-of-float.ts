import { doubleOf } from "../../values/coerce.js";
import { float } from "../../values/index.js";

/**
 * A Float as the Double that its text spells (`doubleOf`), without making the text where it has few digits: any decimal
 * of at most six digits is told apart by a Float, so the one that rounds to it is the one that Java prints.
 */
export function doubleOfFloat(value: number): number {
  if (Math.abs(value) < 1e6) {
    const hundredths = Math.round(value * 100);
    const near = hundredths / 100;
    if (hundredths > -1e6 && hundredths < 1e6 && hundredths !== 0 && Math.fround(near) === value) return near;
  }
  return doubleOf(float(value));
}
