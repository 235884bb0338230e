const DAY_MS = 86_400_000;

/** Days since 1970 of `2026-03-02`; undefined for what is no day. */
export function dayNumber(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || isoDay(time / DAY_MS) !== text ? undefined : time / DAY_MS;
}

/** `2026-03-02` of days since 1970. */
export function isoDay(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** How far a day is from the first, kept between 0 and `most`. */
export function offset(since: string, day: string, most: number): number | undefined {
  const [from, to] = [dayNumber(since), dayNumber(day)];
  if (from === undefined || to === undefined) return undefined;
  return Math.min(Math.max(to - from, 0), most);
}

/** The day so far from the first. */
export function dayAt(since: string, days: number): string | undefined {
  const from = dayNumber(since);
  return from === undefined ? undefined : isoDay(from + days);
}
