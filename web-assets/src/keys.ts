import { chordOf, compare, isChord } from "./chord";

/** How long the second key of `g c` may take. */
const SEQUENCE_MS = 1_200;

let pressed: string[] = [];
let forget: number | undefined;

export function listenToKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented || isModifier(event.key)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      sendFormAround(event);
    } else {
      followBinding(event);
    }
  });
}

function isModifier(key: string): boolean {
  return ["Alt", "Control", "Meta", "Shift"].includes(key);
}

function sendFormAround(event: KeyboardEvent): void {
  const form = (event.target as Element).closest("form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector<HTMLElement>("button[type=submit], button:not([type]), input[type=submit]"));
}

function followBinding(event: KeyboardEvent): void {
  const step = chordOf(event);
  const plain = !isChord(step);
  if (plain && (isTyping(event.target as Element) || document.body.dataset["keys"] === "off")) return;
  remember(step);
  const bound = [...document.querySelectorAll<HTMLElement>("[data-key]")].filter(isReachable);
  const hit = bound.find((element) => compare(pressed, element.dataset["key"] ?? "") === "whole");
  if (hit) {
    event.preventDefault();
    pressed = [];
    activate(hit);
  } else if (!bound.some((element) => compare(pressed, element.dataset["key"] ?? "") === "beginning")) {
    pressed = [];
  }
}

function remember(step: string): void {
  pressed.push(step);
  clearTimeout(forget);
  forget = window.setTimeout(() => (pressed = []), SEQUENCE_MS);
}

function isTyping(target: Element): boolean {
  return target.closest("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]") !== null;
}

// Under an open dialog the page behind it must not react.
function isReachable(element: HTMLElement): boolean {
  const dialog = document.querySelector("dialog:modal");
  return dialog === null || dialog.contains(element);
}

function activate(element: HTMLElement): void {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) {
    element.focus();
    if (element instanceof HTMLInputElement) element.select();
  } else {
    element.click();
  }
}
