import { dayAt, offset } from "./days";

const AFTER_SWAP = "htmx:after:swap";

/** A slider beside a date field: moving it writes the day and sends the form like a change of the field. */
class DaySlider extends HTMLElement {
  #range = document.createElement("input");

  connectedCallback(): void {
    if (this.#range.isConnected) return;
    this.#range.type = "range";
    this.#range.min = "0";
    this.#range.setAttribute("aria-label", this.dataset["label"] ?? "");
    this.#range.addEventListener("input", this.#write);
    this.append(this.#range);
    this.addEventListener("change", this.#read);
    document.addEventListener(AFTER_SWAP, this.#read);
    this.#read();
  }

  disconnectedCallback(): void {
    document.removeEventListener(AFTER_SWAP, this.#read);
  }

  get #date(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("input[type=date]");
  }

  get #since(): string {
    const field = this.closest("form")?.elements.namedItem(this.getAttribute("since") ?? "");
    return field instanceof HTMLInputElement ? field.value : "";
  }

  /** Where the slider ends stands with the answer: a longer term, a longer slider. */
  #read = (): void => {
    const days = Number(document.querySelector<HTMLElement>("[data-slider-days]")?.dataset["sliderDays"] ?? 0);
    const at = offset(this.#since, this.#date?.value ?? "", days);
    this.#range.hidden = at === undefined || days === 0;
    this.#range.max = String(days);
    if (at === undefined || document.activeElement === this.#range) return;
    this.#range.value = String(at);
    this.#tell();
  };

  #write = (): void => {
    const day = dayAt(this.#since, Number(this.#range.value));
    if (day === undefined || this.#date === null) return;
    this.#date.value = day;
    this.#tell();
    this.#date.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /** A screen reader hears the day, not a number. */
  #tell(): void {
    this.#range.setAttribute("aria-valuetext", this.#date?.value ?? "");
  }
}

customElements.define("day-slider", DaySlider);
