/** What a form field looks like to a draft. */
export interface Field {
  name: string;
  kind: "text" | "choice" | "tick";
  value: string;
  /** What the server rendered: a field still like that has nothing worth keeping. */
  initial: string;
}

export interface Draft {
  /** The form was sent; whether it arrived is not known to this tab. */
  sent: boolean;
  /** By name and place, since names may repeat: `phone#0`. */
  values: Record<string, string>;
}

export function keyed<T extends Field>(fields: readonly T[]): [string, T][] {
  const seen = new Map<string, number>();
  return fields.map((field) => {
    const place = seen.get(field.name) ?? 0;
    seen.set(field.name, place + 1);
    return [`${field.name}#${place}`, field];
  });
}

export function capture(fields: readonly Field[]): Draft {
  const changed = keyed(fields).filter(([, field]) => field.value !== field.initial);
  return { sent: false, values: Object.fromEntries(changed.map(([key, field]) => [key, field.value])) };
}

/**
 * The fields to put back, with their values. What the server has rendered wins over the draft; a tick box says nothing
 * about who left it empty, so once the form was sent the server's word holds.
 */
export function toPutBack<T extends Field>(draft: Draft, fields: readonly T[]): [T, string][] {
  return keyed(fields)
    .filter(([key, field]) => draft.values[key] !== undefined && (field.kind === "tick" ? !draft.sent : field.value === ""))
    .map(([key, field]) => [field, draft.values[key] ?? ""]);
}
