/** On a phone a row of tabs runs out of the screen: the one that is open is scrolled into sight. */
export function showOpenTab(): void {
  document.querySelector("nav.overflow-auto > [aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
}
