// The door of the understanding: a customer's words to what the engine accepts. Deterministic and
// offline; it opens no file and asks no clock.
import { fold } from './fold.ts'
import { hearWith } from './hear.ts'
import { createTokeniser, type Token } from './tokens.ts'
import type { Hearing, HearingContext } from './types.ts'

export type { Hearing, HearingContext } from './types.ts'

export interface Ear {
  /** Never throws; the same words in the same context always give the same hearing. */
  hear(text: string, context: HearingContext): Hearing
}

/** Example phrases kept as tokens; beyond these the ear starts afresh. */
const MOST_PHRASES = 20_000

/**
 * Makes an ear. Loads the English word model, about 0.1 s; the libraries for dates and phone
 * numbers follow when a slot first needs them.
 *
 * Journeys in other languages: labels, numbers and keys of choices, example phrases (word for word
 * or with most words in common, without stems, negation or slips), digits, figures, amounts with a
 * currency sign, dates in figures, times in figures, phone numbers and e-mail addresses are heard,
 * and yes and no in German, French, Spanish, Italian, Portuguese, Dutch, Māori and Samoan. Numbers,
 * dates and times in words, words for money, "I don't know" and the like, and lead-ins such as "my
 * name is" are heard in English only.
 */
export async function createEar(): Promise<Ear> {
  const tokens = await createTokeniser()
  const kept = new Map<string, readonly Token[]>()
  const phrase = (text: string, language: string): readonly Token[] => {
    const key = `${language} ${text}`
    const before = kept.get(key)
    if (before !== undefined) return before
    if (kept.size >= MOST_PHRASES) kept.clear()
    const made = tokens(fold(text), language)
    kept.set(key, made)
    return made
  }
  return { hear: (text, context) => hearWith(text, context, { tokens, phrase }) }
}
