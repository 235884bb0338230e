/** Buttons that open a dialog or a hidden part, and menus that close again by Escape or a click elsewhere. */
export function openAndClose(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    closeMenusAround(target);
    if (target instanceof HTMLDialogElement) target.close();
    const opener = target.closest<HTMLElement>("button[data-opens]");
    if (opener) reveal(document.querySelector<HTMLElement>(opener.dataset["opens"] ?? ""));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenuOf(event.target as Element);
  });
}

/** Opens a dialog; shows any other part and puts the cursor into its first field. */
export function reveal(part: HTMLElement | null): void {
  if (part instanceof HTMLDialogElement) {
    if (!part.open) part.showModal();
  } else if (part) {
    part.hidden = false;
    if (part instanceof HTMLFieldSetElement) part.disabled = false;
    part.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
  }
}

/** Hides the part; a field set is disabled too, so that nothing unseen is sent or asked for. */
export function conceal(part: HTMLElement | null): void {
  if (!part) return;
  part.hidden = true;
  if (part instanceof HTMLFieldSetElement) part.disabled = true;
}

function closeMenusAround(target: Element): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

function closeMenuOf(target: Element): void {
  const menu = target.closest<HTMLDetailsElement>("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
}
