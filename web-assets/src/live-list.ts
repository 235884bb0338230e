import htmx from "htmx.org/dist/htmx.esm.js";
import { backoffMs } from "./backoff";

const AT_MOST_EVERY_MS = 1_000;

/** A fragment that the server keeps current by telling when it has changed. */
class LiveList extends HTMLElement {
  #stream: EventSource | undefined;
  #failures = 0;
  #reconnect: number | undefined;
  #refresh: number | undefined;

  connectedCallback(): void {
    document.addEventListener("visibilitychange", this.#followVisibility);
    if (!document.hidden) this.#open();
  }

  disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.#followVisibility);
    this.#close();
  }

  // A browser grants few connections to one host: a hidden tab must not hold one.
  #followVisibility = (): void => {
    if (document.hidden) {
      this.#close();
    } else if (!this.#stream) {
      this.#open();
      this.#refreshSoon();
    }
  };

  #open(): void {
    const source = this.getAttribute("src");
    if (!source) return;
    this.#stream = new EventSource(source);
    this.#stream.addEventListener("open", this.#opened);
    this.#stream.addEventListener("error", this.#failed);
    this.#stream.addEventListener(this.getAttribute("event") ?? "changed", this.#refreshSoon);
  }

  #close(): void {
    clearTimeout(this.#reconnect);
    clearTimeout(this.#refresh);
    this.#refresh = undefined;
    this.#stream?.close();
    this.#stream = undefined;
  }

  #opened = (): void => {
    if (this.#failures > 0) this.#refreshSoon();
    this.#failures = 0;
  };

  #failed = (): void => {
    this.#close();
    this.#failures += 1;
    this.#reconnect = window.setTimeout(() => this.#open(), backoffMs(this.#failures, Math.random()));
  };

  #refreshSoon = (): void => {
    this.#refresh ??= window.setTimeout(() => void this.#fetchFragment(), AT_MOST_EVERY_MS);
  };

  async #fetchFragment(): Promise<void> {
    const address = this.getAttribute("fragment") ?? location.href;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true", Accept: "text/html" } });
      if (answer.ok && !answer.redirected && this.isConnected) {
        await htmx.swap({ text: await answer.text(), target: this, sourceElement: this, swap: "innerMorph" });
      }
    } catch {
      // The stream notices a lost network too, and its return refreshes the list.
    } finally {
      this.#refresh = undefined;
    }
  }
}

customElements.define("live-list", LiveList);
