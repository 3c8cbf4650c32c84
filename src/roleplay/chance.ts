// Chance by seed: the same seed and the same question always give the same answer, so a session
// that is resumed or replayed draws what it would have drawn anyway.

/**
 * A number from 0 (included) to 1 (not included) that depends on the seed and the question alone.
 * FNV-1a over the question, finished with the mixer of MurmurHash3.
 */
export function chance(seed: number, question: string): number {
  let hash = 0x811c9dc5
  for (const character of `${seed}:${question}`) {
    hash ^= character.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193)
  }
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return (hash >>> 0) / 0x1_0000_0000
}

/** One of several things, the first weight for the first of them; weights need not add up to 1. */
export function draw<T>(
  seed: number,
  question: string,
  weighted: readonly (readonly [T, number])[],
): T | undefined {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  let left = chance(seed, question) * total
  for (const [thing, weight] of weighted) {
    left -= weight
    if (left < 0) return thing
  }
  return weighted.at(-1)?.[0]
}
