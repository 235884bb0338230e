/** What a key press is compared by; the shape of a KeyboardEvent. */
export interface Press {
  key: string;
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** `alt+n` for a chord, else the character itself. Chords go by the physical key: Alt+N types "˜" on a Mac. */
export function chordOf(press: Press): string {
  const base = press.altKey || press.ctrlKey ? press.code.replace(/^(Key|Digit)/, "").toLowerCase() : press.key;
  return [press.ctrlKey && "ctrl", press.altKey && "alt", press.metaKey && "meta", base].filter(Boolean).join("+");
}

export function isChord(binding: string): boolean {
  return binding.length > 1 && binding.includes("+");
}

/** Compares what was pressed with a binding such as `g c`: the whole of it, the beginning of it, or neither. */
export function compare(pressed: readonly string[], binding: string): "whole" | "beginning" | "neither" {
  const wanted = binding.split(" ");
  if (pressed.length > wanted.length || pressed.some((step, place) => step !== wanted[place])) return "neither";
  return pressed.length === wanted.length ? "whole" : "beginning";
}
