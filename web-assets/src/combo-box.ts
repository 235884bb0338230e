import { conceal, reveal } from "./menus";
import { fill, inheritedText } from "./text";

const ASK_AFTER_MS = 150;

/** A text field that finds a row on the server and keeps its id: list below the field, by keyboard alone. */
class ComboBox extends HTMLElement {
  #input!: HTMLInputElement;
  #id!: HTMLInputElement;
  #list!: HTMLUListElement;
  #status!: HTMLElement;
  #active: HTMLElement | undefined;
  #question: AbortController | undefined;
  #timer: number | undefined;
  /** Enter came before the answer, as from a scanner: a single match is taken when it arrives, wherever the cursor is by then. */
  #takeSingle = false;
  /** Of the fields that repeat what was found: what the books do not know either, so that it can be filled in. */
  #unknown = new Set<string>();

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>("input:not([type=hidden])");
    const id = this.querySelector<HTMLInputElement>("input[type=hidden]");
    if (!input || !id || this.#input === input) return;
    this.#input = input;
    this.#id = id;
    this.#build();
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("focus", () => this.#focused());
    input.addEventListener("blur", () => this.#close());
    id.addEventListener("change", () => this.#told());
    this.#cardPlace()?.addEventListener("click", (event) => this.#takeOffer((event.target as Element).closest<HTMLElement>("[data-offer]")));
    this.#told();
  }

  disconnectedCallback(): void {
    this.#stopAsking();
  }

  #build(): void {
    this.querySelectorAll("[data-built]").forEach((part) => part.remove());
    this.#list = Object.assign(document.createElement("ul"), { id: `${this.#input.id}-options`, hidden: true, className: "combo-options" });
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.querySelector("label")?.textContent?.trim() ?? "");
    // Before a blur takes the focus away from the field.
    this.#list.addEventListener("mousedown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#choose((event.target as Element).closest<HTMLElement>("[role=option]")));
    this.#status = Object.assign(document.createElement("span"), { className: "visually-hidden" });
    this.#status.setAttribute("role", "status");
    for (const part of [this.#list, this.#status]) part.dataset["built"] = "";
    this.append(this.#list, this.#status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.id };
    Object.entries(roles).forEach(([name, value]) => this.#input.setAttribute(name, value));
  }

  #least(): number {
    return Number(this.getAttribute("min") ?? 1);
  }

  #typed(): void {
    this.#forget();
    conceal(this.#newPart());
    this.#settled();
    this.#askSoon();
  }

  /** What was found no longer holds, nor does what it had filled in. */
  #forget(): void {
    if (this.#id.value === "") return;
    this.#id.value = "";
    for (const field of this.#filled()) field.value = "";
    this.#unknown.clear();
    this.#cardPlace()?.replaceChildren();
  }

  /** Fields that only repeat what was found. */
  #filled(): HTMLInputElement[] {
    const selector = this.getAttribute("fills");
    return selector && this.#input.form ? [...this.#input.form.querySelectorAll<HTMLInputElement>(selector)] : [];
  }

  /** The id was set: by a choice here, by another field's, by a draft, or by the server. What was asked before is settled. */
  #told(): void {
    if (this.#id.value) this.#stopAsking();
    this.#settled();
    if (this.#id.value) void this.#loadCard(this.#id.value);
  }

  #settled(): void {
    for (const field of this.#filled()) field.readOnly = this.#id.value !== "" && !this.#unknown.has(field.name);
    this.#validate();
  }

  #focused(): void {
    if (this.#least() === 0 && this.#id.value === "") this.#askSoon();
  }

  #stopAsking(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#question?.abort();
    this.#question = undefined;
    this.#takeSingle = false;
  }

  #askSoon(): void {
    this.#stopAsking();
    if (this.#input.readOnly || this.#input.value.trim().length < this.#least()) {
      this.#close();
      return;
    }
    this.#timer = window.setTimeout(() => void this.#ask(), ASK_AFTER_MS);
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    const question = new AbortController();
    this.#question = question;
    try {
      const answer = await fetch(this.#address(), { signal: question.signal, headers: { "HX-Request": "true", Accept: "text/html" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const options = await answer.text();
      if (!question.signal.aborted) this.#show(options);
    } catch {
      if (question.signal.aborted) return;
      this.#takeSingle = false;
      this.#say(inheritedText(this, "data-failed"));
    } finally {
      if (this.#question === question) this.#question = undefined;
    }
  }

  #address(): URL {
    const address = new URL(this.getAttribute("src") ?? "", location.href);
    address.searchParams.set("q", this.#input.value.trim());
    const companions = this.getAttribute("with");
    if (companions) {
      this.#input.form?.querySelectorAll<HTMLInputElement>(companions).forEach((field) => address.searchParams.set(field.name, field.value));
    }
    return address;
  }

  #show(html: string): void {
    this.#list.innerHTML = html;
    const options = this.#options();
    options.forEach((option, place) => {
      option.id ||= `${this.#list.id}-${place}`;
      option.setAttribute("aria-selected", "false");
    });
    const matches = options.filter((option) => option.dataset["value"]);
    const single = this.#takeSingle && matches.length === 1 ? matches[0] : undefined;
    this.#takeSingle = false;
    if (single) this.#choose(single);
    else if (document.activeElement === this.#input) this.#offer(options, matches.length);
  }

  #offer(options: HTMLElement[], matches: number): void {
    if (matches === 0) this.#say(inheritedText(this, "data-none"), options.length > 0);
    else this.#say(fill(inheritedText(this, "data-count"), "n", matches), true);
    if (options.length > 0) this.#activate(options[0]);
  }

  /** Says the text to screen readers; without options it is the list's only line for everyone. */
  #say(text: string, hasOptions = false): void {
    this.#status.textContent = text;
    if (!hasOptions) {
      this.#active = undefined;
      const line = Object.assign(document.createElement("li"), { className: "combo-note", textContent: text });
      // A list box must hold options; this one cannot be chosen.
      line.setAttribute("role", "option");
      line.setAttribute("aria-disabled", "true");
      this.#list.replaceChildren(line);
    }
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
  }

  #close(): void {
    this.#list.hidden = true;
    this.#active = undefined;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }

  #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=option]:not([aria-disabled=true])")];
  }

  #key(event: KeyboardEvent): void {
    // While Chinese is being composed, Enter and the arrows belong to the input method.
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      this.#enter(event);
    } else if (event.key === "Tab" && this.#active && !this.#list.hidden) {
      this.#choose(this.#active);
    } else if (event.key === "Escape" && !this.#list.hidden) {
      event.stopPropagation();
      this.#close();
    }
  }

  #enter(event: KeyboardEvent): void {
    const waiting = this.#timer !== undefined || this.#question !== undefined;
    if (!this.#list.hidden && this.#active && !waiting) {
      event.preventDefault();
      this.#choose(this.#active);
    } else if (waiting) {
      event.preventDefault();
      this.#takeSingle = true;
    }
  }

  #step(by: number): void {
    if (this.#list.hidden) {
      this.#askSoon();
      return;
    }
    const options = this.#options();
    const place = this.#active ? options.indexOf(this.#active) : -1;
    this.#activate(options[(place + by + options.length) % options.length]);
  }

  #activate(option: HTMLElement | undefined): void {
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option.id);
  }

  #choose(option: HTMLElement | null): void {
    if (!option || option.getAttribute("aria-disabled") === "true") return;
    const { value = "", text, fill: fields } = option.dataset;
    this.#id.value = value;
    this.#unknown.clear();
    if (text !== undefined) this.#input.value = text;
    this.#close();
    this.#fillFields(fields);
    if (option.hasAttribute("data-new")) reveal(this.#newPart());
    else conceal(this.#newPart());
    this.#settled();
    for (const field of [this.#input, this.#id]) field.dispatchEvent(new Event("change", { bubbles: true }));
    this.dispatchEvent(new CustomEvent("combo-box:chosen", { bubbles: true, detail: { value, text: this.#input.value } }));
  }

  /** The part of the page where a row that does not exist yet is described. */
  #newPart(): HTMLElement | null {
    const selector = this.getAttribute("new");
    return selector ? document.querySelector<HTMLElement>(selector) : null;
  }

  #fillFields(fields: string | undefined): void {
    for (const [name, value] of named(fields)) {
      const field = this.#field(name);
      if (!field) continue;
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  #field(name: string): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | undefined {
    const field = this.#input.form?.elements.namedItem(name);
    const holdsText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;
    return holdsText ? field : undefined;
  }

  #cardPlace(): HTMLElement | null {
    const place = this.getAttribute("into");
    return place ? document.querySelector<HTMLElement>(place) : null;
  }

  /** What the card says besides: facts that fields repeat, and what it offers for fields that nobody has filled in. */
  #learn(place: HTMLElement): void {
    const facts = place.querySelector<HTMLElement>("[data-fill]")?.dataset["fill"];
    const own = new Set(this.#filled().map((field) => field.name));
    this.#unknown = new Set(named(facts).filter(([name, value]) => value === "" && own.has(name)).map(([name]) => name));
    this.#fillFields(JSON.stringify(Object.fromEntries(named(facts).filter(([, value]) => value !== ""))));
    this.#settled();
    for (const offer of place.querySelectorAll<HTMLElement>("[data-offer]")) {
      const fields = named(offer.dataset["offer"]);
      if (fields.every(([name]) => this.#field(name)?.value.trim() === "")) this.#takeOffer(offer);
      offer.hidden = fields.every(([name, value]) => this.#field(name)?.value === value);
    }
  }

  #takeOffer(offer: HTMLElement | null): void {
    if (!offer) return;
    this.#fillFields(offer.dataset["offer"]);
    offer.hidden = true;
  }

  async #loadCard(value: string): Promise<void> {
    const card = this.getAttribute("card");
    const place = this.#cardPlace();
    if (!card || !place) return;
    try {
      const answer = await fetch(fill(card, "value", encodeURIComponent(value)), { headers: { "HX-Request": "true", Accept: "text/html" } });
      const html = answer.ok && !answer.redirected ? await answer.text() : "";
      if (this.#id.value !== value) return;
      place.replaceChildren(document.createRange().createContextualFragment(html));
      this.#learn(place);
    } catch {
      this.#status.textContent = inheritedText(this, "data-failed");
    }
  }

  #validate(): void {
    const describesNew = this.#newPart()?.hidden === false;
    const missing = this.hasAttribute("required") && this.#id.value === "" && !describesNew;
    this.#input.setCustomValidity(missing ? inheritedText(this, "data-pick") : "");
  }
}

/** Names and values of `{"phone":"138…"}`. */
function named(fields: string | undefined): [string, string][] {
  return fields ? Object.entries(JSON.parse(fields) as Record<string, string>) : [];
}

customElements.define("combo-box", ComboBox);
