/** Has the page for times without a network kept, in the language of this page and with its style. */
export function keepOfflinePage(): void {
  const workers = navigator.serviceWorker;
  // Over plain HTTP browsers have no workers, and the browser's own page is shown.
  if (!workers) return;
  const style = document.querySelector<HTMLLinkElement>("link[rel=stylesheet]")?.getAttribute("href") ?? "";
  const address = `/offline?${new URLSearchParams({ lang: document.documentElement.lang, style })}`;
  void workers
    .register("/service-worker.js")
    .then(() => workers.ready)
    .then((registration) => registration.active?.postMessage(address))
    .catch(() => undefined);
}
