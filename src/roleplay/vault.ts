// Keeps sensitive values out of everything that is recorded or shown. The values themselves live
// only here, in memory, for as long as the session runs; everyone else gets tokens.

import { isToken } from '../engine/index.ts'
import type { Sensitivity, Slot, Understood, Value } from '../model/index.ts'
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

/**
 * `seen`: how many tokens a slot has been given already, in a session that goes on. A value said
 * again after a resume gets a new token: what the old one stood for was never written down.
 */
export function createVault(
  slots: ReadonlyMap<string, Slot>,
  seen: ReadonlyMap<string, number> = new Map(),
): Vault {
  const secrets = new Map<string, Secret[]>()
  const sensitive = [...slots.values()].filter((slot) => slot.sensitive !== undefined)
  const tellTales = sensitive.filter(({ type }) => type === 'choice').map(tellTalesOf)
  const announcements = sensitive.flatMap(announcementsOf)
  const takesCards = sensitive.some((slot) => slot.sensitive === 'payment_card')

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
    const slot = slots.get(name)
    // Invented values of sensitive slots are tokens already.
    if (slot?.sensitive === undefined || isToken(slot, value)) return value
    return secretOf(name, String(value)).token
  }

  const sealAll = (given: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(given).map(([slot, value]) => [slot, seal(slot, value)]))

  const repeats = (text: string): readonly Cut[] => {
    const letters = lettersOf(text)
    return [...secrets].flatMap(([slot, known]) =>
      WITHIN_A_FEW.has(slots.get(slot)?.type ?? 'text')
        ? []
        : known.flatMap(({ token, forms }) =>
            [...forms].flatMap((form) =>
              findRepeats(text, letters, form).map((at) => ({ ...at, token })),
            ),
          ),
    )
  }

  /** Words for the values of sensitive choices, whether or not they were heard as such. */
  const told = (text: string): readonly Cut[] => {
    if (tellTales.length === 0) return []
    const words = wordsOf(text)
    return tellTales.flatMap(({ slot, phrases }) =>
      phrases.flatMap(({ value, phrase }) => {
        const known = secrets.get(slot)?.find((one) => sameWords(one.value, value))
        const token = known?.token ?? `«${slot}»`
        return findPhrase(words, phrase).map((at) => ({ ...at, token }))
      }),
    )
  }

  /** All that must not show, whatever the text was understood as. */
  const searched = (text: string, volunteerable: readonly Slot[]): Searched => ({
    certain: [...repeats(text), ...announced(text, announcements)],
    possible: [...told(text), ...possibleSecrets(text, volunteerable, takesCards)],
  })

  /** Fills as they may be recorded: a text may hold a secret of another slot. */
  const sealFills = (
    fills: Readonly<Record<string, Value>>,
    volunteerable: readonly Slot[],
    near: readonly Cut[],
    text: string,
  ): Readonly<Record<string, Value>> =>
    Object.fromEntries(
      Object.entries(sealAll(fills)).map(([name, value]) => {
        const slot = slots.get(name)
        if (slot?.type !== 'text' || slot.sensitive !== undefined || typeof value !== 'string')
          return [name, value]
        const letters = lettersOf(value)
        const said = near.flatMap(({ start, end, token }) =>
          findRepeats(value, letters, text.slice(start, end)).map((at) => ({ ...at, token })),
        )
        const { certain, possible } = searched(value, volunteerable)
        return [name, replace(value, [...said, ...certain, ...(isPlainText(slot) ? possible : [])])]
      }),
    )

  const maskHeard = ({ text, hearing, inQuestion, volunteerable }: HeardWords) => {
    const { understood } = hearing
    const fills = fillsOf(understood) ?? {}
    // Words that only looked like a secret come as spans, too.
    const filled: readonly Cut[] = hearing.spans.flatMap((span) => {
      const value = fills[span.slot]
      const slot = slots.get(span.slot)
      if (slot?.sensitive === undefined) return []
      const { start, end } = span
      if (value === undefined) return [{ start, end, token: `«${span.slot}»` }]
      const secret = secretOf(span.slot, String(value))
      if (!WITHIN_A_FEW.has(slot.type)) secret.forms.add(text.slice(start, end))
      return [{ start, end, token: secret.token }]
    })
    const sealed = fillsOf(understood) && sealFills(fills, volunteerable, filled, text)
    const meant: Understood = sealed === undefined ? understood : { fills: sealed }

    const plain = hearing.spans.filter(({ slot: name }) => {
      const slot = slots.get(name)
      return slot?.sensitive === undefined && !(slot !== undefined && isPlainText(slot))
    })
    const asked = inQuestion.filter((slot) => slot.sensitive !== undefined)
    const hidden = asked.find((slot) => !NUMERIC.has(slot.type)) ?? asked[0]
    if (hidden !== undefined && !mayShow(text, understood, hidden, plain)) {
      const given = asked.find(({ name }) => sealed?.[name] !== undefined) ?? hidden
      const token = sealed?.[given.name]
      return { text: typeof token === 'string' ? token : `«${given.name}»`, understood: meant }
    }

    const inPlain = (place: Place) =>
      plain.some((span) => place.start < span.end && span.start < place.end)
    const { certain, possible } = searched(text, volunteerable)
    return {
      text: replace(text, [...filled, ...certain, ...possible.filter((cut) => !inPlain(cut))]),
      understood: meant,
    }
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
/** Certain: cut whatever else it was understood as. Possible: not where it was heard as plain. */
interface Searched {
  readonly certain: readonly Cut[]
  readonly possible: readonly Cut[]
}

/** Slots whose value is said with digits; any word of the others may be the secret. */
const NUMERIC: ReadonlySet<string> = new Set(['digits', 'number', 'money', 'phone', 'date', 'time'])

/** Types whose values everybody knows; that one was given tells nothing about where it is said. */
const WITHIN_A_FEW: ReadonlySet<string> = new Set(['yes_no', 'choice'])

/** A text that may hold anything. */
const isPlainText = (slot: Slot): boolean =>
  slot.type === 'text' && slot.pattern === undefined && slot.sensitive === undefined

const fillsOf = (understood: Understood): Readonly<Record<string, Value>> | undefined =>
  typeof understood === 'object' && 'fills' in understood ? understood.fills : undefined

/**
 * Whether words said where a secret is in question may be recorded. Those that answer never are: a
 * secret can be put in ways that nobody thought of ("4 then 3", "fourthreetwo").
 */
function mayShow(
  text: string,
  understood: Understood,
  secret: Slot,
  plain: readonly Place[],
): boolean {
  if (understood === 'no_input') return true
  const numeric = NUMERIC.has(secret.type)
  if (understood === 'yes' || understood === 'no')
    return numeric ? !hasNumber(text) : text.trim().split(/\s+/).length <= 2 && !hasNumber(text)
  if (!numeric || understood === 'no_match') return false
  const fills = fillsOf(understood)
  if (fills === undefined) return !hasNumber(text)
  if (plain.length === 0 || fills[secret.name] !== undefined) return false
  return !hasNumber(
    replace(
      text,
      plain.map(({ start, end }) => ({ start, end, token: ' ' })),
    ),
  )
}

const NUMBER_WORDS =
  'zero|oh|nought|naught|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|double|treble|triple'
const RUN = /\p{Nd}(?:(?:[\s\-.–/]|\uFE0F|\u20E3){0,4}\p{Nd})+/gu
const SPOKEN = new RegExp(`\\b(?:(?:${NUMBER_WORDS})[\\s,-]*){2,}(?![a-z])`, 'gi')
const NUMBER_WORD = new RegExp(`\\b(?:${NUMBER_WORDS})+(?![a-z])`, 'gi')
const ANY_NUMBER = new RegExp(`\\p{N}(?:\\uFE0F|\\u20E3)*|${NUMBER_WORD.source}`, 'giu')

/** Whether there is a digit of any script or an English number word, alone or run together. */
function hasNumber(text: string): boolean {
  const plain = text.normalize('NFKC')
  // A single "oh" is a sigh.
  const words = plain.match(NUMBER_WORD) ?? []
  return (
    /\p{N}/u.test(plain) || words.some((word) => word.toLowerCase() !== 'oh') || words.length > 1
  )
}

/**
 * Digits that may be a secret that was not understood as one: long runs where one could be
 * volunteered, and anywhere what may be a payment card.
 */
function possibleSecrets(
  text: string,
  volunteerable: readonly Slot[],
  takesCards: boolean,
): readonly Cut[] {
  const volunteered = volunteerable.find(
    (slot) => slot.sensitive !== undefined && NUMERIC.has(slot.type),
  )
  const cuts: Cut[] = []
  for (const match of text.matchAll(RUN)) {
    const digits = match[0].replace(/\P{Nd}/gu, '')
    const place = { start: match.index, end: match.index + match[0].length }
    if (volunteered !== undefined && [...digits].length >= Math.min(volunteered.length ?? 4, 4))
      cuts.push({ ...place, token: `«${volunteered.name}»` })
    else if (isCardNumber(digits, takesCards)) cuts.push({ ...place, token: '«card number»' })
  }
  if (volunteered !== undefined)
    for (const match of text.matchAll(SPOKEN)) {
      const words = match[0].replace(/[\s,-]+$/, '')
      if ((words.match(EACH_NUMBER_WORD) ?? []).length >= 4)
        cuts.push({
          start: match.index,
          end: match.index + words.length,
          token: `«${volunteered.name}»`,
        })
    }
  return cuts
}
const EACH_NUMBER_WORD = new RegExp(NUMBER_WORDS, 'gi')

/** What people call a secret of this sort, beside the name of its slot. */
const CALLED: Readonly<Record<Sensitivity, readonly string[]>> = {
  password: ['password', 'pass word', 'passphrase', 'passcode', 'pass code'],
  pin: ['pin', 'passcode', 'pass code'],
  payment_card: ['card number', 'cvv', 'cvc', 'security code'],
  health: [],
  id_document: [],
}

/** Words that say that a secret comes next. */
interface Announcement {
  readonly words: RegExp
  readonly token: string
  /** "My card" comes before much else; only a number after it is the secret. */
  readonly onlyNumbers: boolean
}

function announcementsOf(slot: Slot): readonly Announcement[] {
  if (slot.sensitive === undefined || WITHIN_A_FEW.has(slot.type)) return []
  const own = slot.name.replaceAll('_', ' ')
  const called = CALLED[slot.sensitive]
  const token = `«${slot.name}»`
  return [...new Set([own, ...called])].map((words) => ({
    words: asWords(words),
    token,
    onlyNumbers: NUMERIC.has(slot.type) && !called.includes(words),
  }))
}

const asWords = (words: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${words
      .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      .replaceAll(' ', '[\\s_-]+')}(?![\\p{L}\\p{N}])`,
    'iu',
  )

const LEAD_IN = /^(?:\s|[:=]|(?:number|is|was|are)(?![\p{L}\p{N}]))*/iu
const COMES_BEFORE = /\s(?:is|was|are)\s+(?:my|our|the|his|her|their)\s+$/iu
const LONGEST_LINK = 40
const ASKS = /^\P{L}*(?:what|where|how|which|why|when|who)(?!\p{L})/iu

/** The rest of the line after "my password is", and what comes before "is my password". */
const announced = (text: string, announcements: readonly Announcement[]): readonly Cut[] =>
  announcements.flatMap(({ words, token, onlyNumbers }) => {
    const match = words.exec(text)
    if (match === null) return []
    const after = match.index + match[0].length
    const start = after + (LEAD_IN.exec(text.slice(after))?.[0].length ?? 0)
    const rest = text.slice(start)
    const holds = (part: string) => (onlyNumbers ? hasNumber(part) : /[^\s.,;!?]/.test(part))
    const before = text.slice(0, match.index)
    const link = COMES_BEFORE.exec(before.slice(-LONGEST_LINK))
    const end = link === null ? 0 : before.length - (link[0]?.length ?? 0)
    const first = text.slice(0, end)
    return [
      ...(holds(rest)
        ? [{ start, end: onlyNumbers ? start + lastNumber(rest) : text.length, token }]
        : []),
      ...(holds(first) && !ASKS.test(first) ? [{ start: 0, end, token }] : []),
    ]
  })

/** Where the last number ends; where none can be placed, the end. */
function lastNumber(text: string): number {
  const last = [...text.matchAll(ANY_NUMBER)].at(-1)
  return last === undefined ? text.length : last.index + last[0].length
}

interface TellTales {
  readonly slot: string
  readonly phrases: readonly { readonly value: string; readonly phrase: readonly Word[] }[]
}

/** Answers that tell nothing where something else was asked. */
const TELLS_NOTHING: ReadonlySet<string> = new Set([
  'yes',
  'no',
  'none',
  'nothing',
  'other',
  'unsure',
])

const tellTalesOf = (slot: Slot): TellTales => ({
  slot: slot.name,
  phrases: slot.values.flatMap(({ value, label, examples }) =>
    [value.replaceAll('_', ' '), label, ...examples]
      .map(wordsOf)
      .filter(
        (phrase) =>
          phrase.some(({ word }) => /\p{L}/u.test(word)) &&
          !(phrase.length === 1 && TELLS_NOTHING.has(phrase[0]?.word ?? '')),
      )
      .map((phrase) => ({ value, phrase })),
  ),
})

interface Word extends Place {
  readonly word: string
}

const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))

/** Where a phrase is said word by word; a longer word may have an ending ("asthmatics"). */
function findPhrase(words: readonly Word[], phrase: readonly Word[]): readonly Place[] {
  return words.flatMap((first, from) => {
    const same = phrase.every(({ word }, offset) => {
      const said = words[from + offset]?.word
      return said === word || (word.length >= SHORT && said?.startsWith(word) === true)
    })
    const last = words[from + phrase.length - 1]
    return same && last !== undefined ? [{ start: first.start, end: last.end }] : []
  })
}

/**
 * 13 to 19 digits: where no card is asked for, those that pass the check of ISO/IEC 7812 (Luhn).
 * Digits of other scripts are not checked.
 */
function isCardNumber(digits: string, takesCards: boolean): boolean {
  const { length } = [...digits]
  if (length < 13 || length > 19) return false
  if (takesCards || /[^0-9]/.test(digits)) return true
  let sum = 0
  ;[...digits].reverse().forEach((character, index) => {
    const doubled = Number(character) * (index % 2 === 0 ? 1 : 2)
    sum += doubled > 9 ? doubled - 9 : doubled
  })
  return sum % 10 === 0
}

/**
 * Replaces places by tokens. Places that overlap become one, so that nothing of either shows; it has
 * the token of the one named first.
 */
function replace(text: string, cuts: readonly Cut[]): string {
  const merged: (Cut & { readonly rank: number })[] = []
  const inOrder = cuts
    .map((cut, rank) => ({ ...cut, rank }))
    .filter(({ start, end }) => end > start)
    .sort((one, other) => one.start - other.start)
  for (const cut of inOrder) {
    const last = merged.at(-1)
    if (last === undefined || last.end <= cut.start) merged.push(cut)
    else {
      const { token, rank } = cut.rank < last.rank ? cut : last
      const end = Math.max(last.end, cut.end)
      merged[merged.length - 1] = { start: last.start, end, token, rank }
    }
  }
  let masked = ''
  let from = 0
  for (const { start, end, token } of merged) {
    masked += text.slice(from, start) + token
    from = end
  }
  return masked + text.slice(from)
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
function findRepeats(text: string, letters: readonly Letter[], value: string): readonly Place[] {
  const sought = lettersOf(value).map(({ letter }) => letter)
  if (sought.length === 0) return findLiteral(text, value)
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
