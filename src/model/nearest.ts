// The nearest valid name, for every "did you mean".
import { distance } from 'fastest-levenshtein'

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Slips that still look like the same word: one in a short name, more in a long one. */
const allowed = (name: string): number => (name.length < 4 ? 1 : name.length < 8 ? 2 : 3)

/** Two letters that changed places are one slip. */
function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const at = [...a].findIndex((letter, index) => letter !== b[index])
  return (
    at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  )
}

/**
 * The candidate that was probably meant, if one is near enough: the same but for case, spaces and
 * hyphens; else the one with the fewest slips; else the only one that it begins or is a whole part of.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(name)
  if (wanted === '' || name.length > 200) return undefined
  let best: string | undefined
  let fewest = Number.POSITIVE_INFINITY
  const longer: string[] = []
  for (const candidate of candidates) {
    const spelt = plain(candidate)
    if (spelt === wanted) return candidate
    const slips = isSwapped(wanted, spelt) ? 1 : distance(wanted, spelt)
    if (
      slips < fewest &&
      slips <= allowed(wanted) &&
      slips < Math.max(wanted.length, spelt.length)
    ) {
      best = candidate
      fewest = slips
    }
    const parts = candidate.split(/[-_]/).map(plain)
    if (wanted.length > 3 && (spelt.startsWith(wanted) || parts.includes(wanted)))
      longer.push(candidate)
  }
  return best ?? (longer.length === 1 ? longer[0] : undefined)
}
