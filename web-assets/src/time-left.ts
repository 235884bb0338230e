import { level, remaining } from "./remaining";
import { inheritedText } from "./text";

const TICK_MS = 30_000;
const DEFAULT_AMBER_SECONDS = 4 * 60 * 60;

const shown = new Set<TimeLeft>();

/** Keeps a deadline that the server rendered true while the page stays open. */
class TimeLeft extends HTMLElement {
  static observedAttributes = ["now"];

  /** Milliseconds to add to this machine's clock to get the server's. */
  #skew = 0;

  connectedCallback(): void {
    shown.add(this);
  }

  disconnectedCallback(): void {
    shown.delete(this);
  }

  attributeChangedCallback(_name: string, _old: string | null, now: string | null): void {
    const server = Date.parse(now ?? "");
    this.#skew = Number.isNaN(server) ? 0 : server - Date.now();
  }

  refresh(): void {
    const due = Date.parse(this.getAttribute("due") ?? "");
    if (Number.isNaN(due) || this.hasAttribute("paused")) return;
    const seconds = (due - Date.now() - this.#skew) / 1000;
    const amber = Number(this.getAttribute("amber") ?? DEFAULT_AMBER_SECONDS);
    this.setAttribute("level", level(seconds, amber));
    this.textContent = remaining(seconds, {
      left: inheritedText(this, "data-left"),
      over: inheritedText(this, "data-over"),
      day: inheritedText(this, "data-day"),
      hour: inheritedText(this, "data-hour"),
      minute: inheritedText(this, "data-minute"),
    });
  }
}

function refreshAll(): void {
  if (!document.hidden) shown.forEach((element) => element.refresh());
}

customElements.define("time-left", TimeLeft);
setInterval(refreshAll, TICK_MS);
document.addEventListener("visibilitychange", refreshAll);
