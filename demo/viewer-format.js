/** How titles, days and sizes are written, in any language. */

/** A title that fits on a button. */
export function shorten(title) {
  const characters = [...title];
  return characters.length > 24 ? `${characters.slice(0, 23).join('').trimEnd()}…` : title;
}

/** The day of a time, ms since 1970. */
export function dateIn(language, time) {
  return new Date(time).toLocaleDateString(language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** A time to the minute, ms since 1970. */
export function momentIn(language, time) {
  return new Date(time).toLocaleString(language, { dateStyle: 'full', timeStyle: 'short' });
}

/** A size in the unit that suits it. */
export function bytesIn(language, count) {
  if (count < 1000) return `${count} B`;
  const [size, unit] = count < 1e6 ? [count / 1e3, 'kB'] : [count / 1e6, 'MB'];
  return `${size.toLocaleString(language, { maximumSignificantDigits: 3 })} ${unit}`;
}
