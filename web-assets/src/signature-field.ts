import SignaturePad from "signature_pad";
import { inheritedText } from "./text";
import { bounds, fit, type Box } from "./trim";

const MARGIN = 8;
const WIDEST = 600;

/** Draws a signature into a hidden field; the typed name stays possible for keyboards and shaking hands. */
class SignatureField extends HTMLElement {
  #pad: SignaturePad | undefined;
  #form: HTMLFormElement | null = null;
  #resize = new ResizeObserver(() => this.#fitCanvas());

  connectedCallback(): void {
    const canvas = this.querySelector("canvas");
    if (!canvas || this.#pad) return;
    canvas.hidden = false;
    // Black on white in dark mode too: the paper it goes on is white.
    this.#pad = new SignaturePad(canvas, { penColor: "#000", backgroundColor: "#fff" });
    this.#pad.addEventListener("endStroke", () => this.#write());
    this.#resize.observe(canvas);
    this.#offerClearing();
    this.#form = this.closest("form");
    this.#form?.addEventListener("submit", this.#refuseEmpty, { capture: true });
  }

  disconnectedCallback(): void {
    this.#resize.disconnect();
    this.#pad?.off();
    this.#pad = undefined;
    this.#form?.removeEventListener("submit", this.#refuseEmpty, { capture: true });
  }

  #offerClearing(): void {
    const button = this.querySelector<HTMLButtonElement>("[data-clear]");
    if (!button) return;
    button.hidden = false;
    button.onclick = () => {
      this.#pad?.clear();
      this.#write();
    };
  }

  #fitCanvas(): void {
    const canvas = this.querySelector("canvas");
    if (!canvas || !this.#pad || canvas.offsetWidth === 0) return;
    const ratio = Math.max(1, devicePixelRatio);
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d")?.scale(ratio, ratio);
    this.#pad.redraw();
  }

  #write(): void {
    const field = this.querySelector<HTMLInputElement>("input[type=hidden]");
    const box = bounds(this.#pad?.toData() ?? [], MARGIN);
    if (!field) return;
    field.value = box ? this.#picture(box) : "";
    this.#message("");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #picture(box: Box): string {
    const source = this.querySelector("canvas") as HTMLCanvasElement;
    const ratio = source.width / source.offsetWidth;
    const size = fit(box, WIDEST);
    const picture = Object.assign(document.createElement("canvas"), size);
    const pen = picture.getContext("2d");
    if (!pen) return "";
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, size.width, size.height);
    pen.drawImage(source, box.x * ratio, box.y * ratio, box.width * ratio, box.height * ratio, 0, 0, size.width, size.height);
    return picture.toDataURL("image/png");
  }

  #refuseEmpty = (event: Event): void => {
    const drawn = this.querySelector<HTMLInputElement>("input[type=hidden]")?.value;
    const typed = this.querySelector<HTMLInputElement>("[data-typed] input")?.value.trim();
    if (!this.hasAttribute("required") || drawn || typed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#message(inheritedText(this, "data-missing"));
    this.querySelector<HTMLDetailsElement>("[data-typed]")?.setAttribute("open", "");
    this.querySelector<HTMLInputElement>("[data-typed] input")?.focus();
  };

  #message(text: string): void {
    const place = this.querySelector<HTMLElement>("[role=alert]") ?? this.appendChild(document.createElement("p"));
    place.setAttribute("role", "alert");
    place.className = "field-error";
    place.textContent = text;
  }
}

customElements.define("signature-field", SignatureField);
