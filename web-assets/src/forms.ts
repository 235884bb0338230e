import { inheritedText } from "./text";

/** After this long the answer is not coming; the button is given back. */
const GIVE_UP_MS = 30_000;

const sending = new Map<HTMLFormElement, number>();

/** One submit at a time, an answer to a failed one, and the cursor in the first field that is wrong. */
export function guardForms(): void {
  document.addEventListener("submit", refuseSecondSubmit, { capture: true });
  document.addEventListener("submit", (event) => {
    if (changesSomething(event.target as HTMLFormElement)) begin(event.target as HTMLFormElement);
  });
  document.addEventListener("htmx:finally:request", (event) => giveBackAfter(event as CustomEvent));
  document.addEventListener("htmx:error", (event) => tellFailure(event.target as Element));
  document.addEventListener("htmx:after:swap", focusFirstError);
  window.addEventListener("pageshow", () => [...sending.keys()].forEach(end));
  focusFirstError();
}

function refuseSecondSubmit(event: Event): void {
  if (!sending.has(event.target as HTMLFormElement)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function changesSomething(form: HTMLFormElement): boolean {
  return form.method === "post" || form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]");
}

function begin(form: HTMLFormElement): void {
  hideNotices();
  sending.set(form, window.setTimeout(() => end(form), GIVE_UP_MS));
  for (const button of submitButtons(form)) {
    button.setAttribute("aria-disabled", "true");
    if (!button.dataset["busy"]) continue;
    button.dataset["idle"] = button.innerHTML;
    button.textContent = button.dataset["busy"];
  }
}

function end(form: HTMLFormElement): void {
  clearTimeout(sending.get(form));
  sending.delete(form);
  for (const button of submitButtons(form)) {
    button.removeAttribute("aria-disabled");
    if (button.dataset["idle"] === undefined) continue;
    button.innerHTML = button.dataset["idle"];
    delete button.dataset["idle"];
  }
}

function submitButtons(form: HTMLFormElement): HTMLButtonElement[] {
  return [...form.elements].filter((part) => part instanceof HTMLButtonElement && part.type === "submit") as HTMLButtonElement[];
}

function giveBackAfter(event: CustomEvent): void {
  const request = event.detail?.ctx?.request;
  if (request?.form instanceof HTMLFormElement && sending.has(request.form)) end(request.form);
}

function tellFailure(source: Element): void {
  for (const notice of document.querySelectorAll<HTMLElement>("[data-notice]")) {
    notice.textContent = inheritedText(source, "data-failed");
    notice.hidden = false;
  }
}

function hideNotices(): void {
  document.querySelectorAll<HTMLElement>("[data-notice]").forEach((notice) => (notice.hidden = true));
}

function focusFirstError(): void {
  document.querySelector<HTMLElement>("main [aria-invalid=true]")?.focus();
}
