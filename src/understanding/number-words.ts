// Numbers written as English words: "two hundred and ten", "a dozen", "three point five".
import type { Piece } from './pieces.ts'
import { DIGIT_WORDS, MONEY_WORDS, SCALES, TENS, UNITS } from './words.en.ts'

/** A value and the place after its last piece. */
export interface WordNumber {
  readonly value: number
  readonly next: number
}

type Reader = (pieces: readonly Piece[], at: number) => WordNumber | undefined

/** "One" after these points at something and counts nothing. */
const POINTING = new Set([
  'this',
  'that',
  'the',
  'which',
  'a',
  'first',
  'second',
  'third',
  'last',
  'no',
  'any',
  'some',
  'other',
  'another',
  'each',
  'every',
  'only',
  'new',
  'old',
  'right',
  'wrong',
  'same',
])
const POINTED = new Set(['of', 'moment', 'sec', 'second', 'minute', 'more', 'thing', 'day'])
const MOST_DECIMALS = 8

const word = (pieces: readonly Piece[], at: number): string => pieces[at]?.text ?? ''

/** The number that starts here, if one does. */
export const numberInWords: Reader = (pieces, at) => {
  if (word(pieces, at) === 'minus') {
    const rest = wholeOrMixed(pieces, at + 1)
    return rest === undefined ? undefined : { ...rest, value: -rest.value }
  }
  const read = wholeOrMixed(pieces, at)
  const points =
    POINTING.has(word(pieces, at - 1)) ||
    POINTED.has(word(pieces, at + 1)) ||
    pointsAtKind(pieces, at)
  return read?.value === 1 && read.next === at + 1 && points ? undefined : read
}

const BEFORE_A_KIND = new Set(['the', 'a', 'an', 'this', 'that', 'my', 'your', 'our', 'which'])
/** "The mobile one", "my old blue one"; "the bill is one dollar" counts. */
function pointsAtKind(pieces: readonly Piece[], at: number): boolean {
  if (MONEY_WORDS.has(word(pieces, at + 1))) return false
  for (let back = at - 1; back >= at - 4; back -= 1) {
    const piece = pieces[back]
    if (piece?.kind !== 'word' || NO_KIND.has(piece.text)) return false
    if (BEFORE_A_KIND.has(piece.text)) return back < at - 1
  }
  return false
}
const NO_KIND = new Set(
  'is was are were be it of to for at with about than just only and or by from paid pay number'.split(
    ' ',
  ),
)

const wholeOrMixed: Reader = (pieces, at) => {
  const whole = thousands(pieces, at)
  if (whole === undefined) return collective(pieces, at)
  const fraction = fractionAfter(pieces, whole.next)
  return fraction === undefined
    ? whole
    : { value: whole.value + fraction.value, next: fraction.next }
}

/** Groups before "million" and "thousand", each smaller than the one before, then the rest. */
const thousands: Reader = (pieces, from) => {
  let at = from
  let value = 0
  let size = Number.POSITIVE_INFINITY
  for (;;) {
    const group = hundreds(pieces, at)
    if (group === undefined) break
    const scaleWord = word(pieces, group.next)
    const scale = scaleWord.length > 1 ? (SCALES.get(scaleWord) ?? 1) : 1
    if (scale >= size) break
    value += group.value * scale
    size = scale
    at = scale === 1 ? group.next : group.next + 1
    if (scale === 1) break
    const joined = word(pieces, at) === 'and' ? at + 1 : at
    if (hundreds(pieces, joined) !== undefined) at = joined
  }
  return at === from ? undefined : { value, next: at }
}

const hundreds: Reader = (pieces, at) => {
  const one = word(pieces, at) === 'a' && (SCALES.get(word(pieces, at + 1)) ?? 0) >= 100
  const count =
    one && word(pieces, at + 1).length > 1 ? { value: 1, next: at + 1 } : tens(pieces, at)
  if (count === undefined || word(pieces, count.next) !== 'hundred') return count
  const after = count.next + 1
  const rest = tens(pieces, word(pieces, after) === 'and' ? after + 1 : after)
  return rest === undefined
    ? { value: count.value * 100, next: after }
    : { value: count.value * 100 + rest.value, next: rest.next }
}

const tens: Reader = (pieces, at) => {
  const ten = TENS.get(word(pieces, at))
  if (ten === undefined) {
    const unit = UNITS.get(word(pieces, at))
    return unit === undefined ? undefined : { value: unit, next: at + 1 }
  }
  const place = word(pieces, at + 1) === '-' ? at + 2 : at + 1
  const unit = UNITS.get(word(pieces, place))
  return unit !== undefined && unit > 0 && unit < 10
    ? { value: ten + unit, next: place + 1 }
    : { value: ten, next: at + 1 }
}

/** "Point five", "and a half". */
const fractionAfter: Reader = (pieces, at) => {
  if (word(pieces, at) === 'and' && word(pieces, at + 1) === 'a' && word(pieces, at + 2) === 'half')
    return { value: 0.5, next: at + 3 }
  if (word(pieces, at) !== 'point') return undefined
  let digits = ''
  let next = at + 1
  for (; digits.length < MOST_DECIMALS; next += 1) {
    const digit = DIGIT_WORDS.get(word(pieces, next))
    if (digit === undefined) break
    digits += digit
  }
  return digits === '' ? undefined : { value: Number(`0.${digits}`), next }
}

const collective: Reader = (pieces, at) => {
  const [first, second, third] = [word(pieces, at), word(pieces, at + 1), word(pieces, at + 2)]
  if (first === 'half' && second === 'a' && third === 'dozen') return { value: 6, next: at + 3 }
  if (first === 'a' && second === 'dozen') return { value: 12, next: at + 2 }
  if (first === 'a' && second === 'couple') return { value: 2, next: at + 2 }
  return undefined
}
