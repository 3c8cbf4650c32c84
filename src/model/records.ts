// Maps of names from files as plain records, in which no name means anything but itself.

/** A record without a prototype, so that a slot called `constructor` is no more than that. */
export function recordOf<T>(
  entries: Iterable<readonly [string, T | undefined]>,
): Readonly<Record<string, T>> {
  const record: Record<string, T> = Object.create(null)
  for (const [name, value] of entries) if (value !== undefined) record[name] = value
  return record
}
