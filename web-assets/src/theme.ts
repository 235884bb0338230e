// Loaded before the first paint, so that a dark screen never flashes white.
const dark = matchMedia("(prefers-color-scheme: dark)");

function follow(): void {
  document.documentElement.dataset["bsTheme"] = dark.matches ? "dark" : "light";
}

follow();
dark.addEventListener("change", follow);
