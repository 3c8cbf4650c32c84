// Days in a sentence, through chrono-node: "3 July", "next Tuesday", "3/7/2026". Only a day counts:
// "in July" and "last week" are none. English words; figures in any language.
import { chronoLibrary } from './libraries.ts'
import type { Habits } from './locale.ts'
import type { Found, Search, Stretch } from './types.ts'

/** Days are looked for up to here, in UTF-16 units. */
const LISTENS_TO = 1000

/** Words that chrono takes for a day or a moment and people seldom mean as one. */
const NO_DAY =
  /^(?:now|right now|sat|sun|mon|wed|may|mar|sec|second|(?:last|this|next|past|coming|previous)\s+(?:week|month|year|quarter|weekend)s?)$|\b(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|weeks? or)\b/i

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The days named, in order; `today` is `YYYY-MM-DD`, and without it only full dates are heard. */
export function findDates(folded: string, habits: Habits, today: string): Search {
  const text = reword(folded.slice(0, LISTENS_TO))
  const reference = dayOf(today)
  const found: Found[] = []
  const near: Stretch[] = []
  let missed: string | undefined
  for (const result of parse(text, habits, reference)) {
    const stretch = { start: result.index, end: result.index + result.text.length }
    near.push(stretch)
    if (result.end !== null && result.end !== undefined)
      missed = 'heard a span of days, not one day'
    else if (NO_DAY.test(result.text.trim()) || !isDay(result.start))
      missed ??= 'heard no exact day'
    else {
      const day = inYear(dateOf(result.start), text.slice(stretch.end))
      const relative = reference === undefined && !result.start.isCertain('year')
      if (isReal(day) && !relative)
        found.push({ ...stretch, value: iso(day), score: 0.93, why: 'a day' })
    }
  }
  return missed === undefined ? { found, near } : { found, near, missed }
}

/** Forms that chrono does not know, put differently at the same length. */
const reword = (text: string): string =>
  text
    .replace(/\b(\p{L}{3,9}) the (?=\d|\p{L}+(?:st|nd|rd|th|first|second|third)\b)/giu, '$1     ')
    .replace(/\ba fortnight\b/gi, '2 weeks    ')
    .replace(/\b(on|by|from|since) the (?=\d{1,2}(?:st|nd|rd|th) of)/gi, '$1     ')

type Chrono = ReturnType<typeof chronoLibrary>
type ChronoResult = ReturnType<Chrono['parse']>[number]

function parse(text: string, habits: Habits, today: Day | undefined): readonly ChronoResult[] {
  if (!mayNameADay(text)) return []
  const chrono = chronoLibrary()
  const parser = habits.monthFirst ? chrono.casual : chrono.GB
  const { year, month, day } = today ?? { year: 2000, month: 1, day: 1 }
  // Noon by the local clock, which chrono counts by: far from both ends of the day.
  return parser.parse(text, new Date(year, month - 1, day, 12))
}

/** Cheap: no digit and none of the words that days are made of. */
const mayNameADay = (text: string): boolean =>
  /\d|day|tomorrow|tonight|week|month|year|ago|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|night|morning/i.test(
    text,
  )

const isDay = (start: ChronoResult['start']): boolean =>
  start.isCertain('day') || start.isCertain('weekday')

const dateOf = (start: ChronoResult['start']): Day => ({
  year: start.get('year') ?? 0,
  month: start.get('month') ?? 0,
  day: start.get('day') ?? 0,
})

/** "3 July last year". */
function inYear(day: Day, after: string): Day {
  const which = /^,? (last|next) year\b/i.exec(after.slice(0, 12))?.[1]?.toLowerCase()
  if (which === undefined) return day
  return { ...day, year: day.year + (which === 'last' ? -1 : 1) }
}

function dayOf(today: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(today)
  if (match === null) return undefined
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
  return isReal(day) ? day : undefined
}

function isReal({ year, month, day }: Day): boolean {
  if (year < 1 || year > 9999) return false
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const iso = ({ year, month, day }: Day): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
