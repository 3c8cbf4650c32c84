// Days in a sentence, through chrono-node: "3 July", "next Tuesday", "3/7/2026". Only a day counts:
// "in July" and "last week" are none. English words; figures in any language. A weekday or a day of
// the month alone is the next such day, unless the words around it say that it is past.
import { chronoLibrary } from './libraries.ts'
import type { Habits } from './locale.ts'
import type { Found, Manner, Search, Stretch } from './types.ts'

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

/**
 * The days named, in order; `today` is `YYYY-MM-DD`, and without it only full dates are heard.
 * Unasked, a day of the month alone counts only where a word makes it a day: "on the 5th".
 */
export function findDates(folded: string, habits: Habits, today: string, manner: Manner): Search {
  const text = reword(folded.slice(0, LISTENS_TO))
  const reference = dayOf(today)
  const found: Found[] = []
  const near: Stretch[] = []
  let missed: string | undefined
  const results = parse(text, habits, reference)
  const numbered = numberedDays(text, manner).filter(
    (day) => !results.some((result) => result.start.isCertain('day') && touches(result, day)),
  )
  for (const one of numbered) {
    near.push(one)
    const day = reference === undefined ? undefined : dayNumbered(one, reference)
    if (day === undefined) missed = 'heard no exact day'
    else if (one.weekday !== undefined && weekdayOf(day) !== one.weekday)
      missed = 'the weekday and the day of the month do not go together'
    else found.push({ start: one.start, end: one.end, value: iso(day), score: 0.9, why: 'a day' })
  }
  for (const result of results) {
    if (numbered.some((day) => touches(result, day))) continue
    const stretch = { start: result.index, end: result.index + result.text.length }
    near.push(stretch)
    if (result.end !== null && result.end !== undefined)
      missed = 'heard a span of days, not one day'
    else if (NO_DAY.test(result.text.trim()) || !isDay(result.start))
      missed ??= 'heard no exact day'
    else {
      const said = inYear(dateOf(result.start), text.slice(stretch.end))
      const bare = result.start.isCertain('weekday') && !result.start.isCertain('day')
      const day = bare && reference !== undefined ? onWeekday(said, reference, text, stretch) : said
      const relative = reference === undefined && !result.start.isCertain('year')
      if (isReal(day) && !relative)
        found.push({ ...stretch, value: iso(day), score: 0.93, why: 'a day' })
    }
  }
  found.sort((one, other) => one.start - other.start)
  return missed === undefined ? { found, near } : { found, near, missed }
}

const touches = (result: ChronoResult, { start, end }: Stretch): boolean =>
  result.index < end && start < result.index + result.text.length

/** Just before a day, or in it, these say that it is past … */
const PAST_BEFORE =
  /\b(?:last|past|previous|since)\s+(?:on\s+)?$|\b(?:was|were|happened|did|had|got|made|paid|bought|came|went|left|sent|spoke|rang|called|phoned|ordered|arrived|started|moved|visited)\b(?!\s+\w+ing\b)[^,.;!?]*$/i
const PAST_WITHIN = /\b(?:last|past|previous|ago)\b/i
/** … and so do these just after it. */
const PAST_AFTER =
  /^\s+(?:(?:a|one|two|\d+)\s+weeks?\s+ago|before(?: last)?\s*(?:$|[,.;!?])|just\s+(?:gone|past|passed)|gone|last week)/i
/** "Booked for Friday", "called to come on Friday": what was done is past, the day is not. */
const STILL_TO_COME = /\b(?:for|until|till|by|to|will|would|can|could|should|if)\b[^,.;!?]*$/i

/** Where the words before a day are looked at for whether it is past, in UTF-16 units. */
const LOOKS_BACK = 60

function isPast(text: string, { start, end }: Stretch): boolean {
  const before = text.slice(Math.max(0, start - LOOKS_BACK), start)
  const past = PAST_BEFORE.exec(before)
  return (
    PAST_WITHIN.test(text.slice(start, end)) ||
    PAST_AFTER.test(text.slice(end, end + LOOKS_BACK)) ||
    (past !== null && !STILL_TO_COME.test(before.slice(past.index)))
  )
}

/** A weekday by itself: the library takes the nearest, people mean the next, or the last one. */
function onWeekday(said: Day, today: Day, text: string, stretch: Stretch): Day {
  const away = daysBetween(today, said)
  if (isPast(text, stretch)) return away > 0 ? later(said, -7) : said
  const next = away < 0 ? later(said, 7) : said
  // "Friday week" is a week after the next Friday.
  return /^\s+week\b/i.test(text.slice(stretch.end, stretch.end + 8)) ? later(next, 7) : next
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const NUMBER_WORDS = [
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'],
  ...['tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth'],
  ...['seventeenth', 'eighteenth', 'nineteenth', 'twentieth'],
  ...['twenty-first', 'twenty-second', 'twenty-third', 'twenty-fourth', 'twenty-fifth'],
  ...['twenty-sixth', 'twenty-seventh', 'twenty-eighth', 'twenty-ninth', 'thirtieth'],
  'thirty-first',
]
/** A day of the month without its month; what follows must not make it the fifth of something else. */
const NUMBERED = new RegExp(
  `\\b(?:(${WEEKDAYS.join('|')}),?\\s+)?(?:(on|by|until|till|before|after|since|from)\\s+)?(the\\s+)?(?:(\\d{1,2})(?:st|nd|rd|th)|(${[
    ...NUMBER_WORDS,
  ]
    .reverse()
    .map((word) => word.replace('-', '[- ]'))
    .join(
      '|',
    )}))\\b(\\s+of\\s+(?:this|next|last)\\s+month\\b)?(?=\\s*(?:$|[,.;!?])|\\s+(?:please|thanks|thank|at|in the|or|and|if|would|will|is|was|works|suits|to|till|until|for me|around|about|sometime|instead|not|then)\\b)`,
  'gi',
)

interface NumberedDay extends Stretch {
  readonly number: number
  /** From 0, Sunday. */
  readonly weekday?: number
  readonly month: 'this' | 'next' | 'last' | 'unsaid'
  readonly past: boolean
}

/** "The 5th", "Friday the thirteenth", "on the 5th of next month". */
function numberedDays(text: string, manner: Manner): readonly NumberedDay[] {
  return [...text.matchAll(NUMBERED)].flatMap((match): readonly NumberedDay[] => {
    const [whole, weekday, on, the, figures, words, of] = match
    // "Second" by itself is a place in a list, "5th" alone the answer to a question.
    const clear = weekday !== undefined || (on !== undefined && the !== undefined)
    if (manner === 'volunteered' && !clear) return []
    if (words !== undefined && the === undefined && !clear) return []
    const number =
      figures === undefined
        ? NUMBER_WORDS.indexOf((words ?? '').toLowerCase().replace(' ', '-')) + 1
        : Number(figures)
    if (number < 1 || number > 31) return []
    const stretch = { start: match.index, end: match.index + whole.length }
    const before = /\b(?:this|next|last)\s+month,?\s*$/i.exec(
      text.slice(Math.max(0, stretch.start - LOOKS_BACK), stretch.start),
    )?.[0]
    const month = /\b(?:this|next|last)\b/i.exec(of ?? before ?? '')?.[0].toLowerCase()
    return [
      {
        ...stretch,
        number,
        ...(weekday === undefined ? {} : { weekday: WEEKDAYS.indexOf(weekday.toLowerCase()) }),
        month: month === 'this' || month === 'next' || month === 'last' ? month : 'unsaid',
        past: on?.toLowerCase() === 'since' || isPast(text, stretch),
      },
    ]
  })
}

/** The next day with this number from today on, or the last one; undefined where a named month has none. */
function dayNumbered({ number, month, past }: NumberedDay, today: Day): Day | undefined {
  if (month !== 'unsaid') {
    const day = inMonth(today, month === 'this' ? 0 : month === 'next' ? 1 : -1, number)
    return isReal(day) ? day : undefined
  }
  // Of three months in a row at least one has 31 days.
  for (const step of [0, 1, 2, 3]) {
    const day = inMonth(today, past ? -step : step, number)
    const away = daysBetween(today, day)
    if (isReal(day) && (past ? away <= 0 : away >= 0)) return day
  }
  return undefined
}

function inMonth(today: Day, months: number, day: number): Day {
  const month = today.year * 12 + today.month - 1 + months
  return { year: Math.floor(month / 12), month: (month % 12) + 1, day }
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

const DAY = 86_400_000

function dateFrom({ year, month, day }: Day): Date {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date
}

const daysBetween = (from: Day, to: Day): number =>
  (dateFrom(to).getTime() - dateFrom(from).getTime()) / DAY

/** From 0, Sunday. */
const weekdayOf = (day: Day): number => dateFrom(day).getUTCDay()

function later(from: Day, days: number): Day {
  const date = dateFrom({ ...from, day: from.day + days })
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function isReal({ year, month, day }: Day): boolean {
  if (year < 1 || year > 9999) return false
  const date = dateFrom({ year, month, day })
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const iso = ({ year, month, day }: Day): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
