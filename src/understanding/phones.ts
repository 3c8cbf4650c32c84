// Phone numbers in a sentence, through libphonenumber-js: typed in any usual form, or read out.
import { digitRuns } from './digits.ts'
import { phoneLibrary } from './libraries.ts'
import type { Habits } from './locale.ts'
import type { Piece } from './pieces.ts'
import type { Found, Manner, Search, Stretch } from './types.ts'

const WRITTEN = /\+?\(?\d[\d ().-]{4,22}\d/g
const MOST = 20

/**
 * Values of a `phone` slot, in international form. Without a country code the number is one of the
 * region of the language. Asked for, a number of a possible length will do; volunteered, it has to
 * be one that the country gives out.
 */
export function findPhones(
  pieces: readonly Piece[],
  folded: string,
  habits: Habits,
  manner: Manner,
): Search {
  const found: Found[] = []
  const near: Stretch[] = []
  for (const written of candidates(pieces, folded)) {
    const { start, end } = written
    if (found.some((other) => start < other.end && other.start < end)) continue
    near.push({ start, end })
    const value = international(written.text, habits, manner)
    if (value !== undefined) found.push({ value, score: 0.94, why: 'a phone number', start, end })
  }
  found.sort((one, other) => one.start - other.start)
  return found.length > 0 || near.length === 0
    ? { found, near }
    : { found, near, missed: 'heard digits that are no phone number there is' }
}

interface Written extends Stretch {
  readonly text: string
}

function candidates(pieces: readonly Piece[], folded: string): readonly Written[] {
  const written: Written[] = []
  for (const match of folded.matchAll(WRITTEN)) {
    const [text] = match
    const start = match.index
    const end = start + text.length
    if (/[\p{L}\d$€£/:.]/u.test(folded.charAt(start - 1)) || /[\p{L}/:]/u.test(folded.charAt(end)))
      continue
    if (/^\d{4}-\d\d-\d\d$/.test(text) || /\d\.\d\d$/.test(text)) continue
    written.push({ text, start, end })
    if (written.length === MOST) return written
  }
  for (const run of digitRuns(pieces, folded)) {
    if (run.typed || run.digits.length < 6 || run.digits.length > 15) continue
    const plus = /\bplus\s$/i.test(folded.slice(Math.max(0, run.start - 6), run.start))
    const text = plus ? `+${run.digits}` : run.digits
    written.push({ text, start: plus ? run.start - 5 : run.start, end: run.end })
    if (written.length === MOST) return written
  }
  return written
}

function international(text: string, habits: Habits, manner: Manner): string | undefined {
  const { parsePhoneNumberFromString, isSupportedCountry } = phoneLibrary()
  const { region } = habits
  const defaults = isSupportedCountry(region) ? { defaultCountry: region } : {}
  const number = parsePhoneNumberFromString(text, { ...defaults, extract: false })
  if (number === undefined) return undefined
  const fits = manner === 'volunteered' ? number.isValid() : number.isPossible()
  return fits ? number.formatInternational() : undefined
}
