// Amounts of money in a sentence: "$48", "forty eight bucks", "48 dollars and 50 cents".
import type { Numeral } from './numbers.ts'
import type { Piece } from './pieces.ts'
import type { Found, Manner, Search, Stretch } from './types.ts'
import { MONEY_WORDS, NAMED_MONEY } from './words.en.ts'

export interface Amount extends Stretch {
  readonly value: number
}

interface Marked extends Amount {
  /** How much of the main unit the word stands for: 0.01 for cents. */
  readonly unit: number
}

/** Numbers with a currency sign or a word for money, dollars and cents put together. */
export function findAmounts(
  pieces: readonly Piece[],
  numerals: readonly Numeral[],
  folded: string,
): readonly Amount[] {
  const follower = new Map<number, Piece | undefined>()
  pieces.forEach((piece, at) => {
    follower.set(piece.end, pieces[at + 1])
  })
  const found = numerals.flatMap((numeral) => {
    const marked = markOf(numeral, follower.get(numeral.end), folded)
    return marked === undefined ? [] : [marked]
  })
  for (const piece of pieces) {
    const value = NAMED_MONEY.get(piece.text)
    if (value !== undefined) found.push({ value, unit: 1, start: piece.start, end: piece.end })
  }
  found.sort((one, other) => one.start - other.start)
  return joinCents(found, numerals, folded)
}

const SIGN_BEFORE = /(?:\b(?:nz|us|a|au|c|ca|s|hk))?[$€£¥₹]\s?-?$|\b(?:nzd|usd|aud|cad|gbp|eur)\s$/i

function markOf(numeral: Numeral, next: Piece | undefined, folded: string): Marked | undefined {
  const { value, end } = numeral
  const before = SIGN_BEFORE.exec(folded.slice(Math.max(0, numeral.start - 6), numeral.start))
  if (before !== null) {
    const start = numeral.start - before[0].length
    const isBelow = before[0].endsWith('-') || /(?:^|\s)-$/.test(folded.slice(0, start).slice(-2))
    return { value: isBelow ? -value : value, unit: 1, start, end }
  }
  if (next !== undefined && next.start - end <= 2) {
    const unit = MONEY_WORDS.get(next.text) ?? (/^[$€£¥₹]$/.test(next.text) ? 1 : undefined)
    if (unit !== undefined)
      return { value: value * unit, unit, start: numeral.start, end: next.end }
  }
  const grand = /grand$/i.test(folded.slice(Math.max(numeral.start, end - 5), end))
  return grand ? { value, unit: 1, start: numeral.start, end } : undefined
}

/** "48 dollars and 50 cents", "48 dollars 50". */
function joinCents(
  amounts: readonly Marked[],
  numerals: readonly Numeral[],
  folded: string,
): readonly Amount[] {
  const starts = new Set(amounts.map((amount) => amount.start))
  const bare = numerals.filter((numeral) => !starts.has(numeral.start))
  const joined: Amount[] = []
  for (let at = 0; at < amounts.length; at += 1) {
    const amount = amounts[at]
    if (amount === undefined) break
    const next = amounts[at + 1]
    const inCents = next !== undefined && next.unit < 1 ? next : undefined
    const cents = inCents ?? bareCents(amount, bare, folded)
    if (cents === undefined || amount.unit !== 1 || !follows(amount, cents, folded)) {
      joined.push({ value: toCents(amount.value), start: amount.start, end: amount.end })
      continue
    }
    joined.push({ value: toCents(amount.value + cents.value), start: amount.start, end: cents.end })
    if (cents === inCents) at += 1
  }
  return joined
}

/** A number from 1 to 99 right after a word for money. */
function bareCents(amount: Amount, bare: readonly Numeral[], folded: string): Amount | undefined {
  if (!/\p{L}/u.test(folded.charAt(amount.end - 1))) return undefined
  const next = bare.find((numeral) => numeral.start >= amount.end)
  if (next === undefined || !Number.isInteger(next.value)) return undefined
  return next.value < 1 || next.value > 99 ? undefined : { ...next, value: next.value / 100 }
}

const follows = (one: Stretch, other: Stretch, folded: string): boolean =>
  other.start - one.end < 8 && /^,? ?(?:and )?$/i.test(folded.slice(one.end, other.start))

const toCents = (value: number): number => Math.round(value * 100) / 100

/**
 * Values of a `money` slot. Asked for or corrected, a bare number will do, and "forty eight fifty"
 * is 48.50; volunteered it needs a currency sign or a word for money.
 */
export function findMoney(
  amounts: readonly Amount[],
  numerals: readonly Numeral[],
  folded: string,
  manner: Manner,
): Search {
  if (amounts.length > 0 || manner === 'volunteered')
    return whole(
      amounts.map((amount) => found(amount, 0.95, 'an amount')),
      amounts,
      folded,
    )
  const price = spokenPrice(numerals, folded)
  const bare = numerals.filter((numeral) => !counts(numeral, folded))
  return whole(
    price === undefined
      ? bare.map((numeral) => found(numeral, 0.85, 'a number'))
      : [found(price, 0.8, 'an amount')],
    numerals,
    folded,
  )
}

/** Parts of an amount are looked for up to here, in UTF-16 units. */
const LISTENS_TO = 400
const IN_PARTS =
  /\b(?:now|today|first)\b.*\b(?:and|then)\b.*\b(?:rest|later|next|remaining|remainder|after)\b/is

/** Without what is no amount: nothing, less than nothing, one paid in parts. */
function whole(all: readonly Found[], near: readonly Stretch[], folded: string): Search {
  const above = all.filter(({ value }) => typeof value === 'number' && value > 0)
  const missed = 'no amount above nothing'
  if (above.length < all.length)
    return { found: above, near, ...(above.length > 0 ? {} : { missed }) }
  const last = all.at(-1)
  const between = all.length < 2 ? '' : folded.slice(all.at(-2)?.end, last?.start)
  const isTwice = all.length > 1 && all.at(-2)?.value === last?.value && ADDS.test(between)
  return isTwice || (all.length > 0 && IN_PARTS.test(folded.slice(0, LISTENS_TO)))
    ? { found: [], near, missed: `heard ${all.length} values that are parts of an amount` }
    : { found: all, near }
}

const ADDS = /\b(?:and|then|plus)\b/i

/** "3 times", "2 weeks", "5 people": a number of something else. */
const counts = (numeral: Numeral, folded: string): boolean =>
  /^ ?(?:%|per ?cent|people|(?!thanks|this|is|was|its|as|plus|yes)\p{L}+s)(?!\p{L})/iu.test(
    folded.slice(numeral.end, numeral.end + 20),
  )

const found = ({ value, start, end }: Amount, score: number, why: string) => ({
  value,
  start,
  end,
  score,
  why,
})

/** "Forty eight fifty", "nineteen ninety nine". */
function spokenPrice(numerals: readonly Numeral[], folded: string): Amount | undefined {
  const [whole, cents] = numerals
  if (numerals.length !== 2 || whole?.words !== true || cents?.words !== true) return undefined
  const fits = Number.isInteger(whole.value) && cents.value >= 10 && cents.value <= 99
  return fits && folded.slice(whole.end, cents.start).trim() === ''
    ? { value: toCents(whole.value + cents.value / 100), start: whole.start, end: cents.end }
    : undefined
}
