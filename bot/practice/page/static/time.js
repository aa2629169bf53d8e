// London time for people: words for moments, and the way between a London wall clock and seconds since 1970.

const ZONE = "Europe/London";
const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...options });
const CLOCK = format({ hour: "2-digit", minute: "2-digit", hour12: false });
const DAY = format({ weekday: "long", day: "numeric", month: "long" });
const SHORT_DAY = format({ day: "numeric", month: "short" });
const FULL = format({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false, timeZoneName: "short" });
const PARTS = format({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

export const clockTime = (moment) => CLOCK.format(new Date(moment));
export const dayName = (moment) => DAY.format(new Date(moment));
export const fullTime = (moment) => FULL.format(new Date(moment));
export const shortTime = (moment) => `${clockTime(moment)} · ${SHORT_DAY.format(new Date(moment))}`;

/** "2026-03-29T09:00" as a London wall clock shows it at `seconds` since 1970. */
export function londonWall(seconds) {
  const part = Object.fromEntries(PARTS.formatToParts(new Date(seconds * 1000)).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** Seconds since 1970 when a London clock shows `wall`; the hour that spring leaves out becomes the hour after it. */
export function fromLondonWall(wall) {
  const asUtc = Date.parse(`${wall}:00Z`) / 1000;
  const summer = asUtc - 3600;
  return londonWall(summer) === wall ? summer : asUtc;
}
