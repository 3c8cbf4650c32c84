// Looks for values of one slot in an utterance; each type has its own reader.
import type { Slot } from '../model/index.ts'
import { candidatesOf, findChoice } from './choices.ts'
import { findDates } from './dates.ts'
import { digitRuns, findDigits } from './digits.ts'
import { findEmails } from './emails.ts'
import type { Habits } from './locale.ts'
import { findAmounts, findMoney } from './money.ts'
import { findNumber, findNumerals } from './numbers.ts'
import { findPhones } from './phones.ts'
import { type Candidate, likenesses } from './phrases.ts'
import { piecesOf } from './pieces.ts'
import { findText } from './texts.ts'
import { findTimes } from './times.ts'
import type { Token } from './tokens.ts'
import type { Manner, Search } from './types.ts'
import type { YesNo } from './yes-no.ts'

/** An utterance with everything that more than one reader needs, worked out once. */
export interface Utterance {
  readonly text: string
  readonly folded: string
  readonly tokens: readonly Token[]
  readonly habits: Habits
  readonly today: string
  readonly yesNo: YesNo | undefined
  /** All that phrases can mean at this moment. */
  readonly rivals: readonly Candidate[]
  /** An example phrase as tokens. */
  readonly phrase: (text: string) => readonly Token[]
}

export type Look = (slot: Slot, manner: Manner) => Search

/** Finds values in this utterance. What several slots need of it is read once, when first needed. */
export function lookIn(utterance: Utterance): Look {
  const { text, folded, tokens, habits, today, yesNo, phrase, rivals } = utterance
  const pieces = once(() => piecesOf(folded))
  const runs = once(() => digitRuns(pieces(), folded))
  const numerals = once(() => findNumerals(pieces(), folded, habits))
  const amounts = once(() => findAmounts(pieces(), numerals(), folded))
  const dates = once(() => findDates(folded, habits, today, 'asked'))
  const unaskedDates = once(() => findDates(folded, habits, today, 'volunteered'))
  return (slot, manner) => {
    switch (slot.type) {
      case 'text':
        return findText(slot, text, folded, manner)
      case 'choice':
        return findChoice(
          slot,
          tokens,
          likenesses(tokens, candidatesOf(slot, phrase), rivals),
          (clause) => likenesses(clause, candidatesOf(slot, phrase), rivals),
          yesNo,
          manner,
        )
      case 'yes_no':
        return fromYesNo(yesNo, manner, folded)
      case 'number':
        return findNumber(numerals(), manner)
      case 'digits':
        return findDigits(slot, runs(), manner)
      case 'date':
        return manner === 'volunteered' ? unaskedDates() : dates()
      case 'time':
        return findTimes(pieces(), folded, manner)
      case 'money':
        return findMoney(amounts(), numerals(), folded, manner)
      case 'phone':
        return findPhones(pieces(), folded, habits, manner)
      case 'email':
        return findEmails(folded)
    }
  }
}

/** A yes or no answers what was asked; at a confirm it answers the confirm, never a slot. */
function fromYesNo(yesNo: YesNo | undefined, manner: Manner, folded: string): Search {
  const whole = { start: 0, end: folded.length }
  if (manner !== 'asked') return { found: [], near: [] }
  if (yesNo === undefined) return { found: [], near: [], missed: 'neither a yes nor a no' }
  const { answer, score, why } = yesNo
  if (answer === 'unclear') return { found: [], near: [], missed: why }
  return { found: [{ value: answer === 'yes', score, why, ...whole }], near: [] }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
