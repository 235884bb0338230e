import { capture, toPutBack, type Draft, type Field } from "./draft";
import { inheritedText } from "./text";

const SAVE_AFTER_MS = 300;
const PREFIX = "draft:";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type LiveField = Field & { control: Control };

const restored = new WeakSet<HTMLFormElement>();
const timers = new WeakMap<HTMLFormElement, number>();

/** Keeps what is typed into `form[data-draft]` for this tab until the server has it. */
export function keepDrafts(): void {
  forgetArrived();
  restoreAll();
  document.addEventListener("input", (event) => saveSoon(formOf(event)));
  document.addEventListener("change", (event) => saveSoon(formOf(event)));
  document.addEventListener("submit", (event) => markSent(event.target as HTMLFormElement));
  document.addEventListener("htmx:after:request", (event) => forgetIfTaken(event as CustomEvent));
  document.addEventListener("htmx:after:swap", restoreAll);
}

function forms(): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>("form[data-draft]")];
}

function formOf(event: Event): HTMLFormElement | null {
  return (event.target as Element).closest<HTMLFormElement>("form[data-draft]");
}

function storageKey(name: string): string {
  return `${PREFIX}${document.body.dataset["person"] ?? ""}:${name}`;
}

function forgetArrived(): void {
  for (const done of document.querySelectorAll<HTMLElement>("[data-draft-done]")) {
    sessionStorage.removeItem(storageKey(done.dataset["draftDone"] ?? ""));
  }
  const open = new Set(forms().map((form) => storageKey(form.dataset["draft"] ?? "")));
  const prefix = storageKey("");
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(prefix) && !open.has(key) && load(key)?.sent) sessionStorage.removeItem(key);
  }
}

function load(key: string): Draft | undefined {
  const text = sessionStorage.getItem(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Draft;
  } catch {
    sessionStorage.removeItem(key);
    return undefined;
  }
}

function restoreAll(): void {
  for (const form of forms().filter((form) => !restored.has(form))) {
    restored.add(form);
    const draft = load(storageKey(form.dataset["draft"] ?? ""));
    if (draft) putBack(draft, form);
  }
}

function putBack(draft: Draft, form: HTMLFormElement): void {
  const fields = toPutBack(draft, fieldsOf(form));
  for (const [{ control, kind }, value] of fields) {
    if (kind === "tick") (control as HTMLInputElement).checked = value === "on";
    else control.value = value;
    showPartOf(control);
    control.dispatchEvent(new Event("change", { bubbles: true }));
    selectWhenEntered(control);
  }
  if (fields.some(([{ control }]) => control.type !== "hidden")) tellThatItWasKept(form);
}

/** What stands there may be an earlier caller's: typing replaces it, and is not added to it. */
function selectWhenEntered(control: Control): void {
  if (!(control instanceof HTMLInputElement) || control.type === "hidden") return;
  if (document.activeElement === control) control.select();
  else control.addEventListener("focus", () => control.select(), { once: true });
}

/** Before the form, so that the button is one step back from its first field. */
function tellThatItWasKept(form: HTMLFormElement): void {
  const anew = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: inheritedText(form, "data-anew") });
  anew.addEventListener("click", () => startAnew(form));
  const notice = Object.assign(document.createElement("p"), { className: "alert alert-warning kept", textContent: inheritedText(form, "data-kept") });
  notice.setAttribute("role", "status");
  notice.append(anew);
  form.before(notice);
}

/** The page as the server gives it, with nothing of before. */
function startAnew(form: HTMLFormElement): void {
  clearTimeout(timers.get(form));
  sessionStorage.removeItem(storageKey(form.dataset["draft"] ?? ""));
  location.assign(location.pathname + location.search);
}

// A part that was opened to describe something new is opened again for what was typed there.
function showPartOf(control: Control): void {
  const part = control.type === "hidden" ? null : control.closest<HTMLFieldSetElement>("fieldset[hidden]");
  if (!part) return;
  part.hidden = false;
  part.disabled = false;
}

function saveSoon(form: HTMLFormElement | null): void {
  if (!form) return;
  clearTimeout(timers.get(form));
  timers.set(form, window.setTimeout(() => save(form, false), SAVE_AFTER_MS));
}

function markSent(form: HTMLFormElement): void {
  if (form.hasAttribute("data-draft-forget")) forgetAll();
  if (!form.dataset["draft"]) return;
  clearTimeout(timers.get(form));
  save(form, true);
}

function save(form: HTMLFormElement, sent: boolean): void {
  if (!form.isConnected) return;
  const draft = { ...capture(fieldsOf(form)), sent };
  try {
    sessionStorage.setItem(storageKey(form.dataset["draft"] ?? ""), JSON.stringify(draft));
  } catch {
    // A full store costs the draft, not the work: the form itself still holds everything.
  }
}

function forgetIfTaken(event: CustomEvent): void {
  const { request, response } = event.detail?.ctx ?? {};
  const name = (request?.form as HTMLFormElement | undefined)?.dataset["draft"];
  if (name && response?.status < 400) sessionStorage.removeItem(storageKey(name));
}

function forgetAll(): void {
  const kept = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  kept.forEach((key) => sessionStorage.removeItem(key));
}

function fieldsOf(form: HTMLFormElement): LiveField[] {
  const controls = [...form.elements].filter(isKept);
  return controls.map((control) => ({ name: control.name, control, ...stateOf(control) }));
}

function isKept(part: Element): part is Control {
  if (part.hasAttribute("data-no-draft") || !(part as Control).name) return false;
  if (part instanceof HTMLSelectElement) return !part.multiple;
  if (part instanceof HTMLTextAreaElement) return true;
  if (!(part instanceof HTMLInputElement)) return false;
  if (part.type === "hidden") return part.closest("combo-box") !== null;
  return !["password", "file", "submit", "button", "reset", "image"].includes(part.type);
}

function stateOf(control: Control): Pick<Field, "kind" | "value" | "initial"> {
  if (control instanceof HTMLSelectElement) {
    const first = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
    return { kind: "choice", value: control.value, initial: first?.value ?? "" };
  }
  if (control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type)) {
    return { kind: "tick", value: tick(control.checked), initial: tick(control.defaultChecked) };
  }
  if (control.type === "hidden") return { kind: "text", value: control.value, initial: "" };
  return { kind: "text", value: control.value, initial: control.defaultValue };
}

function tick(checked: boolean): string {
  return checked ? "on" : "off";
}
