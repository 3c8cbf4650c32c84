// A customer's words as tokens: stems, weights, what is negated, where each stands. English goes
// through wink-nlp; other languages through the word boundaries of Unicode.
import type { Stretch } from './types.ts'
import {
  AFTER_AN_ANSWER,
  CONTRACTIONS,
  FILLERS,
  JOINERS,
  LIGHT,
  NEGATIONS,
  QUESTION_WORDS,
  SMALL,
  TURNS,
  WANTING,
} from './words.en.ts'

export type Part = 'content' | 'light' | 'question' | 'small' | 'filler' | 'number' | 'mark'

export interface Token extends Stretch {
  /** As written, in lower case. */
  readonly word: string
  /** Lower case, one spelling for British and American, contractions taken apart. */
  readonly norm: string
  readonly stem: string
  readonly part: Part
  /** Says the contrary of what follows. */
  readonly negates: boolean
  /** Said to be not so, or not wanted. */
  readonly negated: boolean
  /** Not in the dictionary: may be a slip of the keyboard. */
  readonly unknown: boolean
  /** Which clause it is in, from 0. */
  readonly clause: number
}

export type Tokeniser = (text: string, language: string) => readonly Token[]

type Raw = Pick<Token, 'word' | 'norm' | 'stem' | 'unknown' | 'start' | 'end'> & {
  readonly isWord: boolean
}

/** Words beyond these are not compared with phrases. */
const MOST_CHARACTERS = 3000
/** No word is longer; the library takes time in the square of a run without spaces. */
const LONGEST_RUN = 200
const OVERLONG = new RegExp(`(\\S{${LONGEST_RUN}})(\\S+)`, 'g')

const fillers: ReadonlySet<string> = new Set(FILLERS)
const small: ReadonlySet<string> = new Set(SMALL)
const light: ReadonlySet<string> = new Set(LIGHT)
const questions: ReadonlySet<string> = new Set(QUESTION_WORDS)
const negations: ReadonlySet<string> = new Set(NEGATIONS)
const turns: ReadonlySet<string> = new Set(TURNS)
const joiners: ReadonlySet<string> = new Set(JOINERS)
const wanting: ReadonlySet<string> = new Set(WANTING)
const afterAnAnswer: ReadonlySet<string> = new Set(AFTER_AN_ANSWER)

/** Loads the English model (about 100 ms) and makes a tokeniser. */
export async function createTokeniser(): Promise<Tokeniser> {
  const [{ default: winkNlp }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ])
  const nlp = winkNlp(model, [])
  const { its } = nlp
  // The library types these for other places than the one where its guide has them.
  const uniqueId = its.uniqueId as never
  // Words the model does not have are numbered after all those it has.
  const [firstUnknown] = nlp.readDoc('qzxvkwj').tokens().out(uniqueId) as unknown as number[]

  const english = (text: string): readonly Raw[] => {
    const tokens = nlp.readDoc(text).tokens()
    const words = tokens.out() as string[]
    const norms = tokens.out(its.normal as never) as string[]
    const stems = tokens.out(its.stem as never) as string[]
    const types = tokens.out(its.type as never) as string[]
    const numbers = tokens.out(uniqueId) as unknown as number[]
    let from = 0
    return words.flatMap((word, at): readonly Raw[] => {
      const found = text.indexOf(word, from)
      const start = found < 0 ? from : found
      from = start + word.length
      // The library takes "No." for an abbreviation.
      const norm = withoutAccents(norms[at] ?? word).replace(/(?<=\p{L})\.$/u, '')
      const isWord = types[at] === 'word'
      const place = { word: word.toLowerCase(), start, end: from, isWord }
      const parts = CONTRACTIONS.get(norm)
      if (parts !== undefined)
        return parts.map((part) => ({
          ...place,
          word: part,
          norm: part,
          stem: part,
          unknown: false,
        }))
      // The stem of a small word tells how it was written: "n't" and "not" are one.
      const stem = isWord && !small.has(norm) ? withoutAccents(stems[at] ?? norm) : norm
      return [{ ...place, norm, stem, unknown: (numbers[at] ?? 0) >= (firstUnknown ?? 0) }]
    })
  }
  return (text, language) => {
    const heard = text
      .slice(0, MOST_CHARACTERS)
      .replace(OVERLONG, (_, kept: string, rest: string) => kept + ' '.repeat(rest.length))
    return language === 'en' ? parse(english(heard), true) : parse(others(heard, language), false)
  }
}

function others(text: string, language: string): readonly Raw[] {
  const raw: Raw[] = []
  for (const { segment, index, isWordLike } of segmenter(language).segment(text)) {
    if (!/\S/.test(segment)) continue
    const norm = withoutAccents(segment.toLowerCase())
    const place = { start: index, end: index + segment.length, isWord: isWordLike === true }
    raw.push({ ...place, word: segment.toLowerCase(), norm, stem: norm, unknown: true })
  }
  return raw
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string): Intl.Segmenter {
  let made = segmenters.get(language)
  if (made === undefined) {
    made = new Intl.Segmenter(language, { granularity: 'word' })
    segmenters.set(language, made)
  }
  return made
}

const withoutAccents = (text: string): string =>
  /[^\u0000-\u007F]/.test(text) ? text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() : text

function partOf(raw: Raw, english: boolean): Part {
  if (/\d/.test(raw.norm)) return 'number'
  if (!raw.isWord && !/\p{L}/u.test(raw.norm)) return 'mark'
  if (!english) return 'content'
  if (fillers.has(raw.norm)) return 'filler'
  if (small.has(raw.norm) || negations.has(raw.norm)) return 'small'
  if (questions.has(raw.norm)) return 'question'
  return light.has(raw.norm) || light.has(raw.stem) ? 'light' : 'content'
}

function parse(raw: readonly Raw[], english: boolean): readonly Token[] {
  const parts = raw.map((token) => partOf(token, english))
  const negated = english ? negatedAt(raw, parts) : new Set<number>()
  let clause = 0
  return raw.map((token, at) => {
    const part = parts[at] ?? 'mark'
    const spaced = (raw[at - 1]?.end ?? 0) < token.start
    const endsOne =
      part === 'mark' && (/^[,.;:!?()]+$/.test(token.norm) || (token.norm === '-' && spaced))
    if (at > 0 && (endsOne || (english && joiners.has(token.norm)))) clause += 1
    const { isWord: _, ...kept } = token
    return {
      ...kept,
      part,
      negates: english && negatesAt(raw, parts, at),
      negated: negated.has(at),
      clause,
    }
  })
}

/** "Anything but red" is not red; "nothing but red" is. */
const exceptsFrom: ReadonlySet<string> = new Set(['anything', 'everything', 'any', 'all'])

/** A negation reaches this many words at most. */
const REACH = 8

function negatesAt(raw: readonly Raw[], parts: readonly Part[], at: number): boolean {
  const norm = raw[at]?.norm ?? ''
  if (norm === 'none') return raw[at + 1]?.norm === 'of'
  if (norm === 'but') return exceptsFrom.has(raw[at - 1]?.norm ?? '') || raw[at - 2]?.norm === 'any'
  if (!negations.has(norm)) return false
  const next = raw[at + 1]?.norm ?? ''
  const before = raw[at - 1]?.norm ?? ''
  if (norm === 'not' && (next === 'only' || next === 'just' || before === 'why')) return false
  if (norm === 'instead') return next === 'of'
  if (norm !== 'no') return true
  return parts[at + 1] !== undefined && parts[at + 1] !== 'mark' && !afterAnAnswer.has(next)
}

/**
 * The tokens that a negation turns round: the next word that means something; after a verb of
 * wanting, or where the sentence is an order ("don't refund it"), the rest of the clause too.
 */
function negatedAt(raw: readonly Raw[], parts: readonly Part[]): ReadonlySet<number> {
  const negated = new Set<number>()
  for (let at = 0; at < raw.length; at += 1) {
    if (!negatesAt(raw, parts, at)) continue
    const norm = raw[at]?.norm
    let whole = isOrder(raw, parts, at) || norm === 'instead' || norm === 'none'
    let met = false
    for (let next = at + 1; next < raw.length && next <= at + REACH; next += 1) {
      const norm = raw[next]?.norm ?? ''
      const part = parts[next]
      if (part === 'mark' || (turns.has(norm) && met)) break
      if (wanting.has(norm)) {
        whole = true
        met = true
        negated.add(next)
        continue
      }
      if (part === 'small' || part === 'filler') continue
      negated.add(next)
      if (!whole) break
      met = true
    }
  }
  return negated
}

/** "Do not …" with nobody before it. */
function isOrder(raw: readonly Raw[], parts: readonly Part[], at: number): boolean {
  const norm = raw[at]?.norm ?? ''
  const first = norm === 'dont' || norm === 'never' ? at : raw[at - 1]?.norm === 'do' ? at - 1 : -1
  if (first < 0) return false
  let before = first - 1
  while (before >= 0 && parts[before] === 'filler') before -= 1
  return before < 0 || parts[before] === 'mark' || joiners.has(raw[before]?.norm ?? '')
}

/** What is said, without politeness and signs; all the words where there is nothing else. */
export function sentenceOf(tokens: readonly Token[]): string {
  const words = tokens.filter((token) => token.part !== 'mark')
  const meant = words.filter((token) => token.part !== 'filler')
  return (meant.length > 0 ? meant : words).map((token) => token.norm).join(' ')
}
