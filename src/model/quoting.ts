// How a text is written so that YAML leaves it alone.

/** The text in quotes: double ones, unless it holds some itself. */
export function quoted(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  return /["\\]/.test(flat) ? `'${flat.replaceAll("'", "''")}'` : `"${flat}"`
}
