// Numbers in a sentence, in figures ("1,200.50", "2k", "3 hundred") or in words.
import type { Habits } from './locale.ts'
import { numberInWords } from './number-words.ts'
import type { Piece } from './pieces.ts'
import { type Manner, nothing, type Search, type Stretch } from './types.ts'
import { MONTHS, SCALES } from './words.en.ts'

export interface Numeral extends Stretch {
  readonly value: number
  /** Written as words. */
  readonly words: boolean
}

interface Reading {
  /** Absent where the figures are no number: part of a time, a day, a code. */
  readonly numeral?: Numeral
  readonly next: number
}

const months: ReadonlySet<string> = new Set(MONTHS)
const LONGEST_FIGURE = 20

/** All numbers, in order. `pieces` and `folded` are of the same text. */
export function findNumerals(
  pieces: readonly Piece[],
  folded: string,
  habits: Habits,
): readonly Numeral[] {
  const found: Numeral[] = []
  for (let at = 0; at < pieces.length; ) {
    const read = inFigures(pieces, at, folded, habits) ?? inWords(pieces, at)
    if (read?.numeral !== undefined) found.push(read.numeral)
    at = read?.next ?? at + 1
  }
  return found
}

function inWords(pieces: readonly Piece[], at: number): Reading | undefined {
  const read = numberInWords(pieces, at)
  if (read === undefined) return undefined
  const after = pieces[read.next]?.text ?? ''
  // "three o'clock", "two July"
  if (months.has(after) || /^(?:o'?clock|[ap]m)$/.test(after)) return { next: read.next }
  const start = pieces[at]?.start ?? 0
  const end = pieces[read.next - 1]?.end ?? start
  return { numeral: { value: read.value, words: true, start, end }, next: read.next }
}

const FIGURES = /\d+(?:[.,]\d+)*/y

function inFigures(
  pieces: readonly Piece[],
  at: number,
  folded: string,
  habits: Habits,
): Reading | undefined {
  const piece = pieces[at]
  if (piece?.kind !== 'digits') return undefined
  FIGURES.lastIndex = piece.start
  const text = FIGURES.exec(folded)?.[0] ?? piece.text
  const end = piece.start + text.length
  let next = at
  while (next < pieces.length && (pieces[next]?.start ?? 0) < end) next += 1
  const value = text.length > LONGEST_FIGURE ? undefined : figureValue(text, habits.decimal)
  const follows = pieces[next]
  const scale = follows === undefined ? undefined : SCALES.get(follows.text)
  const glued = follows !== undefined && follows.kind === 'word' && follows.start === end
  if (value === undefined || (glued && scale === undefined)) return { next }
  if (isOtherwise(pieces, at, next, folded, piece.start, end)) return { next }

  const previous = pieces[at - 1]
  const minus =
    previous?.text === 'minus' ||
    (previous?.text === '-' &&
      previous.end === piece.start &&
      !/\S-$/.test(folded.slice(Math.max(0, piece.start - 2), piece.start)))
  const scaled = scale !== undefined && follows !== undefined && (glued || follows.text.length > 1)
  const size = scaled ? value * scale : value
  const numeral: Numeral = {
    value: minus ? -size : size,
    words: false,
    start: minus ? (previous?.start ?? piece.start) : piece.start,
    end: scaled ? follows.end : end,
  }
  return { numeral, next: scaled ? next + 1 : next }
}

/** Part of a code, a time or a day. */
function isOtherwise(
  pieces: readonly Piece[],
  at: number,
  next: number,
  folded: string,
  start: number,
  end: number,
): boolean {
  const before = folded.slice(Math.max(0, start - 2), start)
  const after = folded.slice(end, end + 12).toLowerCase()
  return (
    /\d[:/-]$|\p{L}$/u.test(before) ||
    /^[:/-]\d/.test(after) ||
    /^\s*(?:[ap]\.?m\b|o'?clock)/.test(after) ||
    months.has(pieces[next]?.text ?? '') ||
    months.has(pieces[at - 1]?.text ?? '')
  )
}

/**
 * What a figure with points and commas stands for; undefined when it is none. `1,200` is twelve
 * hundred and `48,50` forty-eight and a half, whatever the decimal sign; `1.200` depends on it.
 */
export function figureValue(text: string, decimal: '.' | ','): number | undefined {
  const signs = text.replace(/\d/g, '')
  if (signs === '') return Number(text)
  const groups = text.split(/[.,]/)
  const last = groups.at(-1) ?? ''
  const isGrouped = (parts: readonly string[]): boolean =>
    (parts[0]?.length ?? 0) <= 3 && parts.slice(1).every((part) => part.length === 3)
  if (signs.length === 1) {
    const thousands = signs !== decimal && last.length === 3 && isGrouped(groups)
    return thousands ? Number(groups.join('')) : Number(groups.join('.'))
  }
  const point = signs.at(-1)
  const others = signs.slice(0, -1)
  if ([...signs].every((sign) => sign === point))
    return isGrouped(groups) ? Number(groups.join('')) : undefined
  if (others.includes(point ?? '') || !isGrouped(groups.slice(0, -1))) return undefined
  return Number(`${groups.slice(0, -1).join('')}.${last}`)
}

/** Values of a `number` slot; never volunteered, because a bare number can be anything. */
export function findNumber(numerals: readonly Numeral[], manner: Manner): Search {
  if (manner === 'volunteered') return nothing
  return {
    found: numerals.map(({ value, start, end }) => ({
      value,
      start,
      end,
      score: 0.9,
      why: 'a number',
    })),
    near: numerals,
  }
}
