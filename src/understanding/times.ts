// Times of day in a sentence: "3pm", "15:30", "half past two", "noon". An hour from 1 to 6 with
// neither am nor pm is taken as the afternoon, and the reason says so.
import { numberInWords } from './number-words.ts'
import type { Piece } from './pieces.ts'
import type { Found, Manner, Search } from './types.ts'

type Half = 'am' | 'pm'

interface Reading {
  readonly hour: number
  readonly minute: number
  /** The day has two of them, as far as the form goes. */
  readonly twelve: boolean
  /** One that is told as a time by its form, and not only by the question. */
  readonly plain: boolean
  readonly half?: Half
  readonly next: number
}

/** The times named, in order. A bare hour counts only when a time is asked for or corrected. */
export function findTimes(pieces: readonly Piece[], folded: string, manner: Manner): Search {
  const found: Found[] = []
  for (let at = 0; at < pieces.length; ) {
    const read = timeAt(pieces, at, folded)
    if (read === undefined || (manner === 'volunteered' && !read.plain)) {
      at += 1
      continue
    }
    const half = read.half ?? dayPart(pieces, read.next)
    const start = pieces[at]?.start ?? 0
    const end = pieces[read.next - 1]?.end ?? start
    found.push({ ...clock(read, half), start, end })
    at = read.next
  }
  const plain = found.filter((time) => time.score > 0.7)
  return { found: plain.length > 0 ? plain : found, near: found }
}

function clock(read: Reading, half: Half | undefined): Pick<Found, 'value' | 'score' | 'why'> {
  const { hour, minute } = read
  const value = (hours: number): string =>
    `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  const score = read.plain ? 0.93 : 0.7
  if (!read.twelve) return { value: value(hour), score, why: 'a time' }
  if (half === 'am') return { value: value(hour % 12), score, why: 'a time' }
  if (half === 'pm') return { value: value((hour % 12) + 12), score, why: 'a time' }
  if (hour >= 7) return { value: value(hour), score, why: 'a time' }
  return { value: value(hour + 12), score: score - 0.05, why: 'a time, taken as the afternoon' }
}

const text = (pieces: readonly Piece[], at: number): string => pieces[at]?.text ?? ''
const MINUTES: ReadonlyMap<string, number> = new Map(Object.entries({ quarter: 15, half: 30 }))

function timeAt(pieces: readonly Piece[], at: number, folded: string): Reading | undefined {
  const first = text(pieces, at)
  if (first === 'noon' || first === 'midday')
    return { hour: 12, minute: 0, twelve: false, plain: true, next: at + 1 }
  if (first === 'midnight') return { hour: 0, minute: 0, twelve: false, plain: true, next: at + 1 }
  return inFigures(pieces, at, folded) ?? pastOrTo(pieces, at) ?? spoken(pieces, at)
}

/** `15:30`, `3.30pm`, `3 pm`, `15h30`, `1430`. */
function inFigures(pieces: readonly Piece[], at: number, folded: string): Reading | undefined {
  const piece = pieces[at]
  if (piece?.kind !== 'digits' || piece.text.length > 4) return undefined
  if (/[\p{L}\d$€£+/.,:-]/u.test(folded.charAt(piece.start - 1))) return undefined
  const sign = pieces[at + 1]
  const after = pieces[at + 2]
  const hour = Number(piece.text)
  if (
    sign !== undefined &&
    /^[:.h]$/.test(sign.text) &&
    sign.start === piece.end &&
    after?.kind === 'digits' &&
    after.start === sign.end
  ) {
    const half = halfAt(pieces, at + 3)
    const minute = Number(after.text)
    const exact = after.text.length === 2 && hour < 24 && minute < 60
    const isTime = sign.text !== '.' || half !== undefined
    if (!exact || !isTime || /[:/]/.test(folded.charAt(after.end))) return undefined
    if (half !== undefined && (hour < 1 || hour > 12)) return undefined
    const twelve = half !== undefined || (hour >= 1 && hour <= 12 && !piece.text.startsWith('0'))
    const next = half?.next ?? at + 3
    return { hour, minute, twelve, plain: true, ...kept(half), next }
  }
  const half = halfAt(pieces, at + 1)
  if (half !== undefined)
    return hour >= 1 && hour <= 12
      ? { hour, minute: 0, twelve: true, plain: true, half: half.half, next: half.next }
      : undefined
  if (piece.text.length === 4)
    return hour % 100 < 60 && hour < 2400
      ? {
          hour: Math.floor(hour / 100),
          minute: hour % 100,
          twelve: false,
          plain: false,
          next: at + 1,
        }
      : undefined
  return bareHour(pieces, at, hour, at + 1)
}

const kept = (half: { readonly half: Half } | undefined): { half?: Half } =>
  half === undefined ? {} : { half: half.half }

/** "Half past two", "quarter to three", "ten past four", "half two". */
function pastOrTo(pieces: readonly Piece[], from: number): Reading | undefined {
  const at = text(pieces, from) === 'a' ? from + 1 : from
  const named = MINUTES.get(text(pieces, at))
  const counted = named === undefined ? countAt(pieces, at) : { value: named, next: at + 1 }
  if (counted === undefined || counted.value < 1 || counted.value > 59) return undefined
  let next = counted.next
  if (/^min(?:ute)?s?$/.test(text(pieces, next))) next += 1
  const way = text(pieces, next)
  const half = text(pieces, at) === 'half'
  if (!/^(?:past|to|after|before|till|of)$/.test(way)) {
    const hour = half ? countAt(pieces, next) : undefined
    return hour !== undefined && hour.value >= 1 && hour.value <= 12
      ? {
          ...at12(hour.value, 30),
          ...kept(halfAt(pieces, hour.next)),
          next: after(pieces, hour.next),
        }
      : undefined
  }
  const hour = countAt(pieces, next + 1)
  if (hour === undefined || hour.value < 1 || hour.value > 12) return undefined
  const past = way === 'past' || way === 'after'
  const before = hour.value === 1 ? 12 : hour.value - 1
  const reading = past ? at12(hour.value, counted.value) : at12(before, 60 - counted.value)
  return { ...reading, ...kept(halfAt(pieces, hour.next)), next: after(pieces, hour.next) }
}

const at12 = (hour: number, minute: number) => ({ hour, minute, twelve: true, plain: true })

/** "Three o'clock", "two thirty", "three in the afternoon", "three pm". */
function spoken(pieces: readonly Piece[], at: number): Reading | undefined {
  const hour = pieces[at]?.kind === 'word' ? hourWord(pieces, at) : undefined
  if (hour === undefined) return undefined
  const minutes = numberInWords(pieces, hour.next)
  if (minutes !== undefined && minutes.value >= 10 && minutes.value < 60) {
    const half = halfAt(pieces, minutes.next)
    const plain = half !== undefined || dayPart(pieces, minutes.next) !== undefined
    return {
      hour: hour.value,
      minute: minutes.value,
      twelve: true,
      plain,
      ...kept(half),
      next: half?.next ?? minutes.next,
    }
  }
  const half = halfAt(pieces, hour.next)
  if (half !== undefined)
    return {
      hour: hour.value,
      minute: 0,
      twelve: true,
      plain: true,
      half: half.half,
      next: half.next,
    }
  return bareHour(pieces, at, hour.value, hour.next)
}

/** An hour that its words make a time: "three o'clock", "at 3", "3 in the morning". */
function bareHour(
  pieces: readonly Piece[],
  at: number,
  hour: number,
  next: number,
): Reading | undefined {
  if (hour < 1 || hour > 23) return undefined
  const oclock = /^o'?clock$/.test(text(pieces, next))
  const end = oclock ? next + 1 : next
  const plain = oclock || dayPart(pieces, end) !== undefined
  const pointed =
    text(pieces, at) === 'one' && /^(?:the|this|that|which)$/.test(text(pieces, at - 1))
  if (pointed && !plain) return undefined
  return { hour, minute: 0, twelve: hour <= 12, plain, next: end }
}

/** A whole number in figures or words. */
function countAt(pieces: readonly Piece[], at: number) {
  const piece = pieces[at]
  if (piece?.kind === 'digits' && piece.text.length <= 2)
    return { value: Number(piece.text), next: at + 1 }
  return numberInWords(pieces, at)
}

/** An hour in words; only its own word, so that "two thirty" keeps its minutes. */
function hourWord(pieces: readonly Piece[], at: number) {
  const read = numberInWords(pieces.slice(at, at + 1), 0)
  return read !== undefined && read.value >= 1 && read.value <= 12
    ? { value: read.value, next: at + 1 }
    : undefined
}

function halfAt(
  pieces: readonly Piece[],
  at: number,
): { readonly half: Half; readonly next: number } | undefined {
  const first = text(pieces, at)
  if (first === 'am' || first === 'pm') return { half: first, next: at + 1 }
  const dotted = (first === 'a' || first === 'p') && text(pieces, at + 1) === '.'
  if (!dotted || text(pieces, at + 2) !== 'm') return undefined
  const next = text(pieces, at + 3) === '.' ? at + 4 : at + 3
  return { half: first === 'a' ? 'am' : 'pm', next }
}

/** The place after am, pm or o'clock. */
function after(pieces: readonly Piece[], at: number): number {
  return halfAt(pieces, at)?.next ?? (/^o'?clock$/.test(text(pieces, at)) ? at + 1 : at)
}

/** "In the morning", "this afternoon", "at night", "tonight". */
function dayPart(pieces: readonly Piece[], at: number): Half | undefined {
  const words = [0, 1, 2].map((step) => text(pieces, at + step)).join(' ')
  if (/^(?:in the|this|tomorrow) morning|^morning/.test(words)) return 'am'
  if (
    /^(?:in the|this|tomorrow) (?:afternoon|evening)|^afternoon|^evening|^tonight|^at night/.test(
      words,
    )
  )
    return 'pm'
  return undefined
}
