const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** Wait before the next try after `failures` in a row: 1, 2, 4 … 60 s, each up to a quarter longer so that tabs do not return together. */
export function backoffMs(failures: number, chance: number): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(wait * (1 + chance / 4));
}
