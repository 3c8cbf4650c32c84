// Runs of digits in a sentence: typed ("4122-9011") or read out ("four one double two").
import type { Slot } from '../model/index.ts'
import { fittingPattern, LONGEST_VALUE } from './patterns.ts'
import type { Piece } from './pieces.ts'
import { type Found, type Manner, nothing, type Search, type Stretch } from './types.ts'
import { DIGIT_WORDS, REPEATS, TENS, UNITS } from './words.en.ts'

/** Digits that belong together. */
export interface Run extends Stretch {
  readonly digits: string
  /** All of it typed in digits. */
  readonly typed: boolean
}

interface Element extends Run {
  /** A gap that may or may not join it to the one before: a comma. */
  readonly loose: boolean
}

/** All runs, in order; a comma between groups gives the joined run and each part. */
export function digitRuns(pieces: readonly Piece[], folded: string): readonly Run[] {
  const groups: Element[][] = []
  for (const element of elements(pieces, folded)) {
    const group = groups.at(-1)
    const previous = group?.at(-1)
    const gap =
      previous === undefined ? undefined : gapOf(folded.slice(previous.end, element.start))
    if (group === undefined || gap === undefined) groups.push([element])
    else group.push({ ...element, loose: gap === 'loose' })
  }
  return groups.flatMap(runsOf)
}

/** The whole; where commas join it, the parts too; without words in front such as "one", the rest. */
function runsOf(group: readonly Element[]): readonly Run[] {
  const parts: Element[][] = []
  for (const element of group)
    if (element.loose || parts.length === 0) parts.push([element])
    else parts.at(-1)?.push(element)
  const wholes = parts.length > 1 ? [group, ...parts] : [group]
  const typed = wholes.flatMap((whole) => {
    const rest = whole.slice(whole.findIndex((element) => element.typed))
    return rest.length < whole.length && rest.every((element) => element.typed) ? [rest] : []
  })
  return [...wholes, ...typed].map(join)
}

const join = (elements: readonly Element[]): Run => ({
  digits: elements.map((element) => element.digits).join(''),
  typed: elements.every((element) => element.typed),
  start: elements[0]?.start ?? 0,
  end: elements.at(-1)?.end ?? 0,
})

function gapOf(gap: string): 'tight' | 'loose' | undefined {
  if (gap.length > 4) return undefined
  if (/^ {0,3}$|^ ?[-.] ?$/.test(gap)) return 'tight'
  return /^ ?, ?$/.test(gap) ? 'loose' : undefined
}

function elements(pieces: readonly Piece[], folded: string): readonly Element[] {
  const found: Element[] = []
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at]
    if (piece === undefined) break
    const element = piece.kind === 'digits' ? typedDigits(piece, folded) : spokenDigits(pieces, at)
    if (element === undefined) continue
    found.push({ ...element, loose: false })
    while ((pieces[at + 1]?.start ?? Number.POSITIVE_INFINITY) < element.end) at += 1
  }
  return found
}

/** Digits that are part of an amount, a decimal, a time, a day, a code or a percentage are not. */
function typedDigits(piece: Piece, folded: string): Run | undefined {
  const before = folded.slice(Math.max(0, piece.start - 12), piece.start)
  const after = folded.slice(piece.end, piece.end + 12)
  if (/[\p{L}_@$€£¥₹+]$|[$€£¥₹] $/u.test(before) || /^[\p{L}_@%€£]|^ [€£%]/u.test(after))
    return undefined
  if (/\d[:/]$/.test(before) || /^[:/]\d/.test(after)) return undefined
  const own = piece.text.length
  if (/\d\.$/.test(before) && (own < 3 || !/\d{3}\.$/.test(before))) return undefined
  if (/^\.\d/.test(after) && (own < 3 || !/^\.\d{3}/.test(after))) return undefined
  if (/(?:^|[^\d])\d{1,3},$/.test(before) && own === 3 && !/^[ ,]?\d/.test(after)) return undefined
  if (own <= 3 && /^,\d{3}(?!\d)/.test(after)) return undefined
  if (/^(?:19|20)\d\d$/.test(piece.text) && /^-[01]\d-[0-3]\d(?!\d)/.test(after)) return undefined
  if (/(?:19|20)\d\d-(?:[01]\d-)?$/.test(before) && own === 2) return undefined
  return { digits: piece.text, typed: true, start: piece.start, end: piece.end }
}

function spokenDigits(pieces: readonly Piece[], at: number): Run | undefined {
  const piece = pieces[at]
  if (piece === undefined || piece.kind !== 'word') return undefined
  const next = pieces[at + 1]
  const times = REPEATS.get(piece.text)
  if (times !== undefined && next !== undefined) {
    const digit = DIGIT_WORDS.get(next.text) ?? (/^\d$/.test(next.text) ? next.text : undefined)
    if (digit !== undefined)
      return { digits: digit.repeat(times), typed: false, start: piece.start, end: next.end }
  }
  const tens = TENS.get(piece.text)
  if (tens !== undefined) {
    const unit = next === undefined ? undefined : UNITS.get(next.text)
    return unit !== undefined && unit > 0 && unit < 10 && next !== undefined
      ? { digits: String(tens + unit), typed: false, start: piece.start, end: next.end }
      : { digits: String(tens), typed: false, start: piece.start, end: piece.end }
  }
  const digits =
    DIGIT_WORDS.get(piece.text) ??
    (UNITS.get(piece.text) === undefined ? undefined : String(UNITS.get(piece.text)))
  return digits === undefined
    ? undefined
    : { digits, typed: false, start: piece.start, end: piece.end }
}

/**
 * Values of a `digits` slot. Volunteered, only where a length or a pattern says what one looks
 * like. Without either, single digits and words such as "one" count only if there is nothing else.
 */
export function findDigits(slot: Slot, runs: readonly Run[], manner: Manner): Search {
  const narrow = slot.length !== undefined || slot.pattern !== undefined
  if (!narrow && manner === 'volunteered') return nothing
  const bounded = runs.filter((run) => run.digits.length <= LONGEST_VALUE)
  const fitting = bounded.filter((run) => fits(slot, run.digits))
  const long = fitting.filter((run) => run.digits.length > 1)
  const chosen = narrow || long.length === 0 ? fitting : long
  const found = withoutOverlaps(chosen).map(
    (run): Found => ({
      value: run.digits,
      score: narrow || run.typed ? 0.95 : 0.85,
      why: `${run.digits.length} digits`,
      start: run.start,
      end: run.end,
    }),
  )
  const longest = runs.reduce<Run | undefined>(
    (best, run) => (run.digits.length > (best?.digits.length ?? 0) ? run : best),
    undefined,
  )
  const near = runs.filter((run) => run.digits.length > 2).map(({ start, end }) => ({ start, end }))
  if (found.length > 0 || longest === undefined) return { found, near }
  return { found, near, missed: misfit(slot, longest.digits) }
}

const fits = (slot: Slot, digits: string): boolean =>
  (slot.length === undefined || digits.length === slot.length) &&
  (slot.pattern === undefined || fittingPattern(slot.pattern, [digits]).size > 0)

function misfit(slot: Slot, digits: string): string {
  const count = `${digits.length} ${digits.length === 1 ? 'digit' : 'digits'}`
  return slot.length !== undefined && digits.length !== slot.length
    ? `heard ${count}, ${slot.name} takes ${slot.length}`
    : `heard ${count} that do not fit the pattern of ${slot.name}`
}

/** Of stretches that overlap, the first named. */
function withoutOverlaps(runs: readonly Run[]): readonly Run[] {
  const kept: Run[] = []
  for (const run of runs)
    if (!kept.some((other) => run.start < other.end && other.start < run.end)) kept.push(run)
  return kept.sort((one, other) => one.start - other.start)
}
