import { fill } from "./text";

export type Level = "green" | "amber" | "red";

/** The server's words; `left` and `over` hold `{t}`, the units hold `{n}`. */
export interface Words {
  left: string;
  over: string;
  day: string;
  hour: string;
  minute: string;
}

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

/** The two largest units that are not zero; a begun minute counts, so nothing is "0 minutes" away. */
export function remaining(seconds: number, words: Words): string {
  const minutes = Math.max(1, Math.ceil(Math.abs(seconds) / 60));
  const parts: [number, string][] = [
    [Math.floor(minutes / MINUTES_PER_DAY), words.day],
    [Math.floor((minutes % MINUTES_PER_DAY) / MINUTES_PER_HOUR), words.hour],
    [minutes % MINUTES_PER_HOUR, words.minute],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const time = parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, word]) => fill(word, "n", count))
    .join(" ");
  return fill(seconds < 0 ? words.over : words.left, "t", time);
}

export function level(seconds: number, amberBelow: number): Level {
  if (seconds < 0) return "red";
  return seconds < amberBelow ? "amber" : "green";
}
