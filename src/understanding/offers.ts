// From the values found in an utterance to the slots they fill: one value a slot, one slot a
// stretch of words. Where that cannot be told, nothing is filled.
import type { Slot } from '../model/index.ts'
import type { Found, Manner, Search, Stretch } from './types.ts'
import type { Look } from './values.ts'
import { SECOND_THOUGHTS, SHARED_NAME_WORDS } from './words.en.ts'

/** A value for a slot. */
export interface Offer extends Found {
  readonly slot: Slot
}

export interface Offers {
  readonly offers: readonly Offer[]
  /** Why something that was found fills nothing. */
  readonly missed?: string
  /** What fits several slots and so fills none: the claims on the same words, by those words. */
  readonly unclear: readonly (readonly Offer[])[]
}

/** How far before a value its slot may be named: "my order number is 41229011". */
const NAMED_WITHIN = 40

const shared: ReadonlySet<string> = new Set(SHARED_NAME_WORDS)

const overlap = (one: Stretch, other: Stretch): boolean =>
  one.start < other.end && other.start < one.end

/** The words of a name that tell a slot from others. */
const ownWords = (slot: Slot): readonly string[] =>
  slot.name.split('_').filter((word) => word.length > 1 && !shared.has(word))

/** Whether the words just before a value name this slot. */
function isNamed(slot: Slot, found: Stretch, folded: string): boolean {
  const before = folded.slice(Math.max(0, found.start - NAMED_WITHIN), found.start).toLowerCase()
  const clause = before.split(/[,.;!?]| and /).at(-1) ?? ''
  const words = new Set(clause.match(/[a-z]+/g))
  return ownWords(slot).some((word) => words.has(word) || words.has(`${word}s`))
}

const namesAny = (slots: readonly Slot[], found: Stretch, folded: string): boolean =>
  slots.some((slot) => isNamed(slot, found, folded))

/** "60, not 50". Phrases and plain words see to their own negations. */
const isDenied = (slot: Slot, found: Stretch, folded: string): boolean =>
  slot.type !== 'choice' &&
  slot.type !== 'text' &&
  /\b(?:not|isn't|instead of)\s(?:on |at )?$/i.test(
    folded.slice(Math.max(0, found.start - 16), found.start),
  )

/** The one value meant: the only one, the one put right, or the one that is named. */
export function settle(
  slot: Slot,
  search: Search,
  others: readonly Slot[],
  folded: string,
): { readonly offer?: Offer; readonly missed?: string } {
  const mine = search.found.filter(
    (found) =>
      !isDenied(slot, found, folded) &&
      (isNamed(slot, found, folded) || !namesAny(others, found, folded)),
  )
  const [first] = mine
  const last = mine.at(-1)
  if (first === undefined || last === undefined)
    return search.found.length > 0
      ? { missed: `what was heard is not ${slot.name}` }
      : search.missed === undefined
        ? {}
        : { missed: search.missed }
  if (new Set(mine.map((found) => found.value)).size === 1) return { offer: { ...first, slot } }
  const beforeLast = mine.at(-2)
  if (beforeLast !== undefined && SECOND_THOUGHTS.test(folded.slice(beforeLast.end, last.start)))
    return { offer: { ...last, slot } }
  const named = mine.filter((found) => isNamed(slot, found, folded))
  if (named.length === 1 && named[0] !== undefined) return { offer: { ...named[0], slot } }
  return { missed: `heard ${mine.length} values that could be ${slot.name}` }
}

/**
 * Values for any of these slots. Words that fit two slots go to the one that they name, or to
 * neither; where it names none, to the one that the journey asks for. `taken`: what another slot has
 * already.
 */
export function offersFor(
  slots: readonly Slot[],
  look: Look,
  manner: Manner,
  folded: string,
  taken: readonly Offer[],
  askedFor: ReadonlySet<string>,
): Offers {
  const settled = slots.map((slot) => {
    const others = slots.filter((other) => other !== slot && other.type === slot.type)
    return settle(slot, look(slot, manner), others, folded)
  })
  const free = settled.flatMap(({ offer }) =>
    offer === undefined || taken.some((other) => contests(other, offer)) ? [] : [offer],
  )
  // Any words can be a plain text: it only gets those that nothing else claims.
  const offers = free.filter(
    (offer) =>
      !isPlainText(offer.slot) || !free.some((other) => other !== offer && overlap(other, offer)),
  )
  const missed = settled.find((one) => one.missed !== undefined)?.missed
  const clear = offers.filter((offer) => {
    const rivals = offers.filter((other) => other !== offer && contests(other, offer))
    if (rivals.length === 0) return true
    const isCalled = (one: Offer): boolean => isNamed(one.slot, one, folded)
    if (isCalled(offer) || rivals.some(isCalled)) return isCalled(offer) && !rivals.some(isCalled)
    return askedFor.has(offer.slot.name) && !rivals.some(({ slot }) => askedFor.has(slot.name))
  })
  if (clear.length < offers.length) {
    const unclear = offers.filter((offer) => !clear.some((other) => contests(other, offer)))
    if (unclear.length > 1)
      return {
        offers: clear,
        unclear: byWords(unclear),
        missed: `could be ${unclear.map((offer) => offer.slot.name).join(' or ')}`,
      }
  }
  return { offers: clear, unclear: [], ...(missed === undefined ? {} : { missed }) }
}

/** Claims on the same words together. */
function byWords(offers: readonly Offer[]): readonly (readonly Offer[])[] {
  const groups: Offer[][] = []
  for (const offer of offers) {
    const group = groups.find((others) => others.some((other) => contests(other, offer)))
    if (group === undefined) groups.push([offer])
    else group.push(offer)
  }
  return groups.filter((group) => group.length > 1)
}

/**
 * Two claims on the same words. A choice is told by phrases around a value, and disputes none; a
 * day is read together with its time.
 */
function contests(one: Offer, other: Offer): boolean {
  const types = [one.slot.type, other.slot.type]
  if (types.includes('date') && types.includes('time')) return false
  return overlap(one, other) && (types[0] === 'choice') === (types[1] === 'choice')
}

/** Text that nothing narrows: its form tells nothing. */
export const isPlainText = (slot: Slot): boolean =>
  slot.type === 'text' && slot.pattern === undefined
