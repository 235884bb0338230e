/** A text of the page: the attribute stands on the element or on any ancestor of it, usually `<body>`. */
export function inheritedText(element: Element, attribute: string): string {
  return element.closest(`[${attribute}]`)?.getAttribute(attribute) ?? "";
}

/** Puts `value` where the text says `{name}`. */
export function fill(text: string, name: string, value: string | number): string {
  return text.replaceAll(`{${name}}`, String(value));
}
