/** Shows the banner of the page while the browser has no network. */
export function watchConnection(): void {
  const show = (): void => {
    for (const banner of document.querySelectorAll<HTMLElement>("[data-offline]")) banner.hidden = navigator.onLine;
  };
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}
