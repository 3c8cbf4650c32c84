// Keeps sensitive values out of everything that is recorded or shown. The values themselves live
// only here, in memory, for as long as the session runs; everyone else gets tokens.

import type { Slot, Understood, Value } from '../model/index.ts'
import type { Hearing } from '../understanding/index.ts'

export interface Vault {
  /** The value as others may see it: itself, or the token of a sensitive slot. */
  readonly seal: (slot: string, value: Value) => Value
  readonly sealAll: (values: Readonly<Record<string, Value>>) => Readonly<Record<string, Value>>
  /** What the customer said, safe to record: words and meaning. */
  readonly maskHeard: (heard: HeardWords) => {
    readonly text: string
    readonly understood: Understood
  }
}

export interface HeardWords {
  readonly text: string
  readonly hearing: Pick<Hearing, 'understood' | 'spans'>
  /** The slot asked for, or those read back. */
  readonly inQuestion: readonly Slot[]
  /** Other slots a customer can fill here. */
  readonly volunteerable: readonly Slot[]
}

/** Invented values of sensitive slots are tokens already. */
const isToken = (slot: string, value: Value): boolean =>
  value === `«${slot}»` ||
  (typeof value === 'string' &&
    value.startsWith(`«${slot} `) &&
    /^\d+»$/.test(value.slice(slot.length + 2)))

/**
 * `seen`: how many tokens a slot has been given already, in a session that goes on. A value said
 * again after a resume gets a new token: what the old one stood for was never written down.
 */
export function createVault(
  slots: ReadonlyMap<string, Slot>,
  seen: ReadonlyMap<string, number> = new Map(),
): Vault {
  const secrets = new Map<string, Secret[]>()

  const secretOf = (slot: string, value: string): Secret => {
    const known = secrets.get(slot) ?? []
    const same = known.find((one) => sameWords(one.value, value))
    if (same !== undefined) return same
    const nth = known.length + (seen.get(slot) ?? 0)
    const token = nth === 0 ? `«${slot}»` : `«${slot} ${nth + 1}»`
    const secret = { value, token, forms: new Set([value]) }
    secrets.set(slot, [...known, secret])
    return secret
  }

  const seal = (name: string, value: Value): Value => {
    if (slots.get(name)?.sensitive === undefined || isToken(name, value)) return value
    return secretOf(name, String(value)).token
  }

  const sealAll = (given: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(given).map(([slot, value]) => [slot, seal(slot, value)]))

  const repeats = (text: string): readonly Cut[] =>
    [...secrets].flatMap(([slot, known]) =>
      slots.get(slot)?.type === 'yes_no'
        ? []
        : known.flatMap(({ token, forms }) =>
            [...forms].flatMap((form) => findRepeats(text, form).map((at) => ({ ...at, token }))),
          ),
    )

  const maskHeard = ({ text, hearing, inQuestion, volunteerable }: HeardWords) => {
    const { understood } = hearing
    const fills = typeof understood === 'object' && 'fills' in understood ? understood.fills : {}
    const sealed: Understood =
      typeof understood === 'object' && 'fills' in understood
        ? { fills: sealAll(understood.fills) }
        : understood
    const secret = inQuestion.filter((slot) => slot.sensitive !== undefined)

    const words = secret.find((slot) => !NUMERIC.has(slot.type))
    if (words !== undefined && !isBareAnswer(text, understood)) {
      const token =
        sealed !== understood && typeof sealed === 'object' && 'fills' in sealed
          ? sealed.fills[words.name]
          : undefined
      return { text: typeof token === 'string' ? token : `«${words.name}»`, understood: sealed }
    }

    // Words that only looked like a secret come as spans, too.
    const filled: readonly Cut[] = hearing.spans.flatMap((span) => {
      const value = fills[span.slot]
      if (slots.get(span.slot)?.sensitive === undefined) return []
      if (value === undefined)
        return [{ start: span.start, end: span.end, token: `«${span.slot}»` }]
      const secret = secretOf(span.slot, String(value))
      secret.forms.add(text.slice(span.start, span.end))
      return [{ start: span.start, end: span.end, token: secret.token }]
    })
    const plain = hearing.spans.filter((span) => slots.get(span.slot)?.sensitive === undefined)
    const inPlain = (place: Place) =>
      plain.some((span) => place.start < span.end && span.start < place.end)
    const possible = possibleSecrets(text, secret[0], volunteerable).filter((cut) => !inPlain(cut))
    return { text: replace(text, [...filled, ...repeats(text), ...possible]), understood: sealed }
  }

  return { seal, sealAll, maskHeard }
}

/** A value, its token, and the ways in which the customer has put it. */
interface Secret {
  readonly value: string
  readonly token: string
  readonly forms: Set<string>
}

interface Place {
  readonly start: number
  readonly end: number
}
interface Cut extends Place {
  readonly token: string
}

/** Slots whose value is said with digits; any word of the others may be the secret. */
const NUMERIC: ReadonlySet<string> = new Set(['digits', 'number', 'money', 'phone', 'date', 'time'])

/** A yes or a no of one or two words holds no secret. */
const isBareAnswer = (text: string, understood: Understood): boolean =>
  understood === 'no_input' ||
  ((understood === 'yes' || understood === 'no') && text.trim().split(/\s+/).length <= 2)

const RUN = /\d(?:[\s\-.–/]{0,3}\d)+/g
const SPOKEN =
  /\b(?:(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|double|triple)(?:[\s,-]+|\b)){2,}/gi

/**
 * Digits that may be a secret that was not understood as one: every run where a sensitive slot is
 * in question; longer ones where it could be volunteered; anywhere what may be a payment card.
 */
function possibleSecrets(
  text: string,
  asked: Slot | undefined,
  volunteerable: readonly Slot[],
): readonly Cut[] {
  const volunteered = volunteerable.find(
    (slot) => slot.sensitive !== undefined && NUMERIC.has(slot.type),
  )
  const cuts: Cut[] = []
  for (const match of text.matchAll(RUN)) {
    const digits = match[0].replace(/\D/g, '')
    const place = { start: match.index, end: match.index + match[0].length }
    if (asked !== undefined) cuts.push({ ...place, token: `«${asked.name}»` })
    else if (volunteered !== undefined && digits.length >= Math.min(volunteered.length ?? 4, 4))
      cuts.push({ ...place, token: `«${volunteered.name}»` })
    else if (isCardNumber(digits)) cuts.push({ ...place, token: '«card number»' })
  }
  const spoken = asked ?? volunteered
  if (spoken !== undefined)
    for (const match of text.matchAll(SPOKEN)) {
      const words = match[0].trimEnd()
      if (asked !== undefined || words.split(/[\s,-]+/).length >= 4)
        cuts.push({
          start: match.index,
          end: match.index + words.length,
          token: `«${spoken.name}»`,
        })
    }
  return cuts
}

/** 13 to 19 digits that pass the check of ISO/IEC 7812 (Luhn). */
function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false
  let sum = 0
  ;[...digits].reverse().forEach((character, index) => {
    const doubled = Number(character) * (index % 2 === 0 ? 1 : 2)
    sum += doubled > 9 ? doubled - 9 : doubled
  })
  return sum % 10 === 0
}

/** Replaces places by tokens; where places overlap, the one named first has them. */
function replace(text: string, cuts: readonly Cut[]): string {
  const chosen: Cut[] = []
  for (const cut of cuts) {
    const free = chosen.every((other) => cut.end <= other.start || other.end <= cut.start)
    if (free && cut.end > cut.start) chosen.push(cut)
    else widen(chosen, cut)
  }
  let masked = ''
  let from = 0
  for (const cut of chosen.sort((a, b) => a.start - b.start)) {
    if (cut.start < from) continue
    masked += text.slice(from, cut.start) + cut.token
    from = cut.end
  }
  return masked + text.slice(from)
}

/** A place that sticks out of one already chosen makes that one larger: nothing may show. */
function widen(chosen: Cut[], cut: Cut): void {
  const index = chosen.findIndex((other) => cut.start < other.end && other.start < cut.end)
  const other = chosen[index]
  if (other !== undefined)
    chosen[index] = {
      start: Math.min(other.start, cut.start),
      end: Math.max(other.end, cut.end),
      token: other.token,
    }
}

interface Letter {
  readonly letter: string
  readonly start: number
  readonly end: number
}

/** Letters and digits alone, in lower case, with the place of each in the text. */
function lettersOf(text: string): readonly Letter[] {
  const letters: Letter[] = []
  let start = 0
  for (const character of text) {
    const end = start + character.length
    if (/[\p{L}\p{N}]/u.test(character))
      letters.push({ letter: character.toLowerCase(), start, end })
    start = end
  }
  return letters
}

const sameWords = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((text) =>
    lettersOf(text)
      .map(({ letter }) => letter)
      .join(''),
  )
  return a === '' || b === '' ? one === other : a === b
}

const SHORT = 4

/**
 * Where a value is said again, however it is spaced or cased. A value of fewer than four letters
 * counts only as a word of its own. The value is compared letter by letter and never becomes a
 * pattern.
 */
function findRepeats(text: string, value: string): readonly Place[] {
  const sought = lettersOf(value).map(({ letter }) => letter)
  if (sought.length === 0) return findLiteral(text, value)
  const letters = lettersOf(text)
  const places: Place[] = []
  for (let from = 0; from + sought.length <= letters.length; from += 1) {
    if (!sought.every((letter, offset) => letters[from + offset]?.letter === letter)) continue
    const first = letters[from]
    const last = letters[from + sought.length - 1]
    if (first === undefined || last === undefined) continue
    const alone =
      letters[from - 1]?.end !== first.start && letters[from + sought.length]?.start !== last.end
    if (sought.length < SHORT && !alone) continue
    places.push({ start: first.start, end: last.end })
    from += sought.length - 1
  }
  return places
}

function findLiteral(text: string, value: string): readonly Place[] {
  const places: Place[] = []
  if (value === '') return places
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
    places.push({ start: at, end: at + value.length })
  return places
}
