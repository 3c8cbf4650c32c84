// Values of a `text` slot: the words themselves, without what leads in to them; with a pattern or
// a length, the part of the sentence that fits.
import type { Slot } from '../model/index.ts'
import { hasWords, tidy } from './fold.ts'
import { fittingPattern, LONGEST_VALUE } from './patterns.ts'
import { type Found, type Manner, nothing, type Search, type Stretch } from './types.ts'
import { DIGIT_WORDS, LEAD_INS, NAME_LEAD_IN, SECOND_THOUGHTS } from './words.en.ts'

/** Words looked at one by one for a value that fits a pattern. */
const MOST_WORDS = 120
/** Longer than any value, whatever it is. */
const TOO_LONG = LONGEST_VALUE * 2
/** Words that one value may be spread over: "AB 12 34". */
const WIDEST = 8

/**
 * Plain text takes the whole answer; corrected at a confirm, only what follows a lead-in ("no, it's
 * Anna"). Text with a pattern or a length is also found inside a sentence, and volunteered if it has
 * a pattern.
 */
export function findText(slot: Slot, text: string, folded: string, manner: Manner): Search {
  if (slot.pattern === undefined && manner === 'volunteered') return nothing
  const whole = manner === 'asked' ? answerIn(slot, text, folded) : correctionIn(slot, text, folded)
  if (slot.pattern === undefined && slot.length === undefined) {
    if (whole === undefined || isNoName(slot, folded)) return nothing
    return { found: [take(text, whole, 0.75, 'the words as they are')], near: [whole] }
  }
  if (manner === 'asked' && whole !== undefined) {
    const forms = formsOf(
      tidy(text.slice(whole.start, Math.min(whole.end, whole.start + TOO_LONG))),
    )
    const fits = fitting(slot, forms)
    const value = forms.find((form) => fits.has(form))
    if (value !== undefined)
      return { found: [{ ...whole, value, score: 0.97, why: 'fits as it is' }], near: [whole] }
  }
  const found = insideOf(slot, text, folded, manner)
  if (found.length > 0 || whole === undefined) return { found, near: [] }
  const near = whole.end - whole.start <= LONGEST_VALUE ? [whole] : []
  return { found, near, missed: misfit(slot, tidy(text.slice(whole.start, whole.end))) }
}

const NO_NAME =
  /\?|^\W*(?:what|why|how|when|where|who|which|do you|is (?:it|this|that)|can|could|no|nope|nah|yes|yeah|yep|ok|okay|sure|not)\b/i
const NAME_FOLLOWS = /\b(?:it's|my name|i'm|i am|call me|this is)\s/i

/** Asked for a name, people also ask back or say no. */
const isNoName = (slot: Slot, folded: string): boolean =>
  isNameSlot(slot) && NO_NAME.test(folded.slice(0, 200)) && !NAME_FOLLOWS.test(folded.slice(0, 60))

const isNameSlot = (slot: Slot): boolean => /(?:^|_)(?:sur)?names?$/.test(slot.name)

const take = (text: string, at: Stretch, score: number, why: string): Found => ({
  value: tidy(text.slice(at.start, at.end)),
  score,
  why,
  start: at.start,
  end: at.end,
})

function misfit(slot: Slot, value: string): string {
  return slot.length !== undefined && value.length !== slot.length
    ? `heard ${value.length} characters, ${slot.name} takes ${slot.length}`
    : `nothing that fits the pattern of ${slot.name}`
}

/** The answer without lead-ins and the full stop; undefined where no letter or digit is left. */
function answerIn(slot: Slot, text: string, folded: string): Stretch | undefined {
  let { start, end } = trimmed(folded, 0, folded.length)
  const leadIns = isNameSlot(slot) ? LEAD_INS : LEAD_INS.slice(0, NAME_LEAD_IN)
  for (const leadIn of leadIns) {
    const match = leadIn.exec(folded.slice(start, Math.min(end, start + 100)))
    if (match !== null && hasWords(folded.slice(start + match[0].length, end)))
      start += match[0].length
  }
  const closing = /[\s.,;!]+$/.exec(folded.slice(Math.max(start, end - 20), end))
  const short = end - start <= 60
  if (closing !== null && short && hasWords(folded.slice(start, end - closing[0].length)))
    end -= closing[0].length
  return hasWords(text.slice(start, end)) ? { start, end } : undefined
}

const CORRECTION =
  /^(?:no|nope|nah|actually|sorry|wait|not quite|that['’]?s (?:wrong|not right))?[\s,.!-]*(?:(?:no|actually|sorry)[\s,.!-]+)?(?:it['’]?s|it is|it should be|that should be|should be|make it|change it to|i meant|i mean|my (?:first |last |full )?name is|call me|i['’]?m called)\s+(?=\S)/i

/** What a correction puts in the place of a value; undefined where the words lead in to none. */
function correctionIn(slot: Slot, text: string, folded: string): Stretch | undefined {
  const { start, end } = trimmed(folded, 0, folded.length)
  const match = CORRECTION.exec(folded.slice(start, Math.min(end, start + 120)))
  if (match === null) return undefined
  const rest = folded.slice(start + match[0].length, end)
  if (/^(?:not|wrong|right|correct|incorrect|fine|good|okay|ok|the wrong)\b/i.test(rest))
    return undefined
  const stretch = answerIn(slot, text.slice(0, end), folded.slice(0, end))
  const from = start + match[0].length
  return hasWords(rest) ? { start: from, end: Math.max(stretch?.end ?? end, from + 1) } : undefined
}

function trimmed(folded: string, start: number, end: number): Stretch {
  const lead = /^\s*/.exec(folded.slice(start, end))?.[0].length ?? 0
  const tail = folded.slice(start, end).length - folded.slice(start, end).trimEnd().length
  return { start: start + lead, end: Math.max(start + lead, end - tail) }
}

/** As typed, in capitals, in small letters, without the spaces: the first that fits is taken. */
function formsOf(typed: string): readonly string[] {
  const closed = typed.replace(/[\s-]+/g, '')
  return [typed, typed.toUpperCase(), typed.toLowerCase(), closed, closed.toUpperCase()]
}

/** Those of the values that the slot can hold. */
function fitting(slot: Slot, values: readonly string[]): ReadonlySet<string> {
  const long = values.filter(
    (value) =>
      value !== '' &&
      value.length <= LONGEST_VALUE &&
      (slot.length === undefined || value.length === slot.length),
  )
  return slot.pattern === undefined ? new Set(long) : fittingPattern(slot.pattern, long)
}

interface Word extends Stretch {
  readonly text: string
  /** A letter or digit by itself, as people spell. */
  readonly spelled?: string
}

interface Place extends Stretch {
  readonly forms: readonly string[]
}

/** Values that fit among the words, the widest first; a length alone finds only codes. */
function insideOf(slot: Slot, text: string, folded: string, manner: Manner): readonly Found[] {
  const words = wordsIn(folded)
  const places: Place[] = []
  for (let width = Math.min(WIDEST, words.length); width >= 1; width -= 1)
    for (let at = 0; at + width <= words.length; at += 1) {
      const part = words.slice(at, at + width)
      const start = part[0]?.start ?? 0
      const end = part.at(-1)?.end ?? 0
      const forms = formsOfPart(slot, part, tidy(text.slice(start, end)), manner)
      if (forms.length > 0) places.push({ start, end, forms })
    }
  const fits = fitting(
    slot,
    places.flatMap((place) => place.forms),
  )
  const found: Found[] = []
  for (const { start, end, forms } of places) {
    const value = forms.find((form) => fits.has(form))
    if (value === undefined || found.some((other) => start < other.end && other.start < end))
      continue
    found.push({ value, score: 0.93, why: 'fits the pattern', start, end })
  }
  return found.sort((one, other) => one.start - other.start)
}

function formsOfPart(
  slot: Slot,
  part: readonly Word[],
  typed: string,
  manner: Manner,
): readonly string[] {
  if (typed.length > LONGEST_VALUE || SECOND_THOUGHTS.test(typed)) return []
  const spelled = part.map((word) => word.spelled)
  const spelling = spelled.every((letter) => letter !== undefined) ? spelled.join('') : ''
  const spelt = part.length > 1 && spelling !== '' ? formsOf(spelling) : []
  // Words joined across spaces make a value only where there are digits in it; without a pattern
  // only a code is told from ordinary words.
  const needsDigit = part.length > 1 || slot.pattern === undefined || manner === 'volunteered'
  return needsDigit && !/\d/.test(typed) ? spelt : [...spelt, ...formsOf(typed)]
}

function wordsIn(folded: string): readonly Word[] {
  const words: Word[] = []
  for (const match of folded.matchAll(/\S+/g)) {
    const lead = /^["'(<[]*/.exec(match[0])?.[0].length ?? 0
    const text = match[0].slice(lead, lead + LONGEST_VALUE + 10).replace(/["')>\].,;:!?]{1,9}$/, '')
    if (text === '') continue
    const start = match.index + lead
    const spelled = spelling(text.toLowerCase())
    words.push({
      text,
      start,
      end: start + text.length,
      ...(spelled === undefined ? {} : { spelled }),
    })
    if (words.length === MOST_WORDS) break
  }
  return words
}

const spelling = (word: string): string | undefined =>
  /^[a-z\d]$/.test(word) ? word : DIGIT_WORDS.get(word)
