/** What a page says once, by its query, is not said again when the address is kept, shared or loaded anew. */
export function sayOnce(): void {
  if (document.querySelector("[data-said-once]")) history.replaceState(history.state, "", location.pathname);
}
