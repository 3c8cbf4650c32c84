// How much an utterance sounds like example phrases: weighted words in common, seen from both
// sides, with a discount for words of near meaning and slips of the keyboard.
import { distance } from 'fastest-levenshtein'
import { type Part, sentenceOf, type Token } from './tokens.ts'
import type { Stretch } from './types.ts'
import { KIN } from './words.en.ts'

/** Something that can be meant, and the phrases that mean it. */
export interface Candidate {
  readonly what: string
  readonly phrases: readonly (readonly Token[])[]
}

export interface Likeness extends Stretch {
  readonly what: string
  /** From 0 to 1; 1 is said word for word. */
  readonly score: number
  /** Its own words are said, but negated. */
  readonly denied: boolean
}

const WEIGHT: Readonly<Record<Part, number>> = {
  content: 1,
  question: 0.4,
  light: 0.25,
  small: 0.1,
  number: 0.1,
  filler: 0.05,
  mark: 0,
}
/** A word that means something by itself; a phrase of lighter ones is only heard word for word. */
const MEANS_SOMETHING = 0.5
const KIN_CREDIT = 0.75
const SLIP_CREDIT = 0.9
/** What is said beside the point counts less when the words are light. */
const LIGHT_ASIDE = 0.3
const MOST_CLAUSES = 12

const kinOf = new Map<string, number[]>()
KIN.forEach((group, at) => {
  for (const word of group) kinOf.set(word, [...(kinOf.get(word) ?? []), at])
})

/**
 * The candidates by their likeness to the tokens, the likest first; equals keep their order.
 * `rivals`: all that can be meant at this moment; words that they share tell less.
 * Work grows with the words heard times the words of the phrases.
 */
export function likenesses(
  tokens: readonly Token[],
  candidates: readonly Candidate[],
  rivals: readonly Candidate[],
): readonly Likeness[] {
  const said = tokens.filter((token) => token.part !== 'mark')
  if (said.length === 0) return []
  const weigh = weights(rivals)
  const match = matcher(said)
  const sentence = sentenceOf(said)
  const views = clausesOf(said)
  return candidates
    .map((candidate) => likeness(said, views, sentence, candidate, weigh, match))
    .sort((one, other) => other.score - one.score)
}

type Weigh = (token: Token) => number

function weights(candidates: readonly Candidate[]): Weigh {
  const owners = new Map<string, number>()
  const numbers = new Set<string>()
  for (const { phrases } of candidates) {
    const stems = new Set(phrases.flatMap((phrase) => phrase.map((token) => token.stem)))
    for (const stem of stems) owners.set(stem, (owners.get(stem) ?? 0) + 1)
    for (const token of phrases.flat()) if (token.part === 'number') numbers.add(token.stem)
  }
  const most = Math.max(1, candidates.length - 1)
  return (token) => {
    const shared = Math.max(0, (owners.get(token.stem) ?? 1) - 1)
    // A number matters where a phrase names it: "the 5 GB plan".
    const own = numbers.has(token.stem) ? 1 : WEIGHT[token.part]
    return own * (1 - 0.4 * Math.min(1, shared / most))
  }
}

interface Match {
  readonly credit: number
  readonly at: readonly number[]
}
type Matcher = (token: Token) => Match

const none: Match = { credit: 0, at: [] }

/** Finds a phrase's word among the words said: itself, else a slip of it, else its kin. */
function matcher(said: readonly Token[]): Matcher {
  const byStem = new Map<string, number[]>()
  const byKin = new Map<number, number[]>()
  const unknown: number[] = []
  said.forEach((token, at) => {
    put(byStem, token.stem, at)
    for (const group of kinOf.get(token.norm) ?? kinOf.get(token.stem) ?? []) put(byKin, group, at)
    if (token.unknown && token.norm.length >= 5) unknown.push(at)
  })
  const found = new Map<string, Match>()
  return (token) => {
    const before = found.get(token.norm)
    if (before !== undefined) return before
    const match = find(token)
    found.set(token.norm, match)
    return match
  }
  function find(token: Token): Match {
    const same = byStem.get(token.stem)
    if (same !== undefined) return { credit: 1, at: same }
    if (token.norm.length >= 5) {
      const slips = unknown.filter((at) => isSlip(said[at]?.norm ?? '', token.norm))
      if (slips.length > 0) return { credit: SLIP_CREDIT, at: slips }
    }
    const groups = kinOf.get(token.norm) ?? kinOf.get(token.stem) ?? []
    const kin = groups.flatMap((group) => byKin.get(group) ?? [])
    return kin.length > 0 ? { credit: KIN_CREDIT, at: kin } : none
  }
}

function put<K>(index: Map<K, number[]>, key: K, at: number): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [at])
  else list.push(at)
}

/** One letter more, less or other, or two neighbours swapped. */
function isSlip(written: string, meant: string): boolean {
  if (Math.abs(written.length - meant.length) > 1 || written.length > 40) return false
  const edits = distance(written, meant)
  if (edits <= 1) return true
  if (edits !== 2 || written.length !== meant.length) return false
  const at = [...written].findIndex((letter, index) => letter !== meant[index])
  return (
    written[at] === meant[at + 1] &&
    written[at + 1] === meant[at] &&
    written.slice(at + 2) === meant.slice(at + 2)
  )
}

/** A range of the words said, from and to inclusive, and its share of the weight. */
interface View {
  readonly from: number
  readonly to: number
}

/** The whole, then each clause by itself. */
function clausesOf(said: readonly Token[]): readonly View[] {
  const whole = { from: 0, to: said.length - 1 }
  const clauses: View[] = []
  let from = 0
  for (let at = 1; at <= said.length; at += 1) {
    if (at < said.length && said[at]?.clause === said[at - 1]?.clause) continue
    clauses.push({ from, to: at - 1 })
    from = at
  }
  return clauses.length < 2 ? [whole] : [whole, ...clauses.slice(0, MOST_CLAUSES)]
}

function likeness(
  said: readonly Token[],
  views: readonly View[],
  sentence: string,
  candidate: Candidate,
  weigh: Weigh,
  match: Matcher,
): Likeness {
  const first = said[0]
  const last = said.at(-1)
  const everywhere = { start: first?.start ?? 0, end: last?.end ?? 0 }
  if (candidate.phrases.some((phrase) => sentenceOf(phrase) === sentence))
    return { what: candidate.what, score: 1, denied: false, ...everywhere }

  const all = total(said, weigh)
  const told = understoodIn(said, candidate, match)
  let best: Likeness = { what: candidate.what, score: 0, denied: false, ...everywhere }
  let denied = false
  for (const phrase of candidate.phrases)
    for (const view of views) {
      const part = compare(said, view, phrase, told, weigh, match)
      denied ||= part.denied
      // A clause heard by itself is worth less, the less of the whole it is.
      const share = all === 0 ? 1 : part.weight / all
      const score = view === views[0] ? part.score : part.score * (0.82 + 0.18 * share)
      if (score > best.score)
        best = { what: candidate.what, score, denied: false, start: part.start, end: part.end }
    }
  return { ...best, score: Math.min(best.score, 0.99), denied: denied && best.score < 0.75 }
}

const total = (tokens: readonly Token[], weigh: Weigh): number =>
  tokens.reduce((sum, token) => sum + weigh(token), 0)

/** How well each word said is covered by any phrase of the candidate, from 0 to 1. */
function understoodIn(
  said: readonly Token[],
  candidate: Candidate,
  match: Matcher,
): readonly number[] {
  const credits = said.map(() => 0)
  for (const token of candidate.phrases.flat()) {
    const { credit, at } = match(token)
    for (const place of at)
      if (said[place]?.negated === token.negated || token.part === 'small')
        credits[place] = Math.max(credits[place] ?? 0, credit)
  }
  return credits
}

interface Comparison extends Stretch {
  readonly score: number
  readonly denied: boolean
  /** Of the words in view. */
  readonly weight: number
}

function compare(
  said: readonly Token[],
  view: View,
  phrase: readonly Token[],
  told: readonly number[],
  weigh: Weigh,
  match: Matcher,
): Comparison {
  const words = phrase.filter((token) => token.part !== 'mark')
  const places: number[] = []
  let wanted = 0
  let matched = 0
  let meant = 0
  let contrary = 0
  let exact = true
  for (const token of words) {
    const weight = weigh(token)
    wanted += weight
    const { credit, at } = match(token)
    const inView = at.filter((place) => place >= view.from && place <= view.to)
    const fits = inView.filter((place) => said[place]?.negated === token.negated)
    const previous = places.at(-1) ?? -1
    const place = fits.find((candidatePlace) => candidatePlace > previous) ?? fits[0]
    if (place === undefined) {
      if (inView.length > 0 && weight >= MEANS_SOMETHING) contrary += weight
      exact &&= weight < WEIGHT.small
      continue
    }
    exact &&= credit === 1
    matched += weight * credit
    if (weight >= MEANS_SOMETHING) meant += weight * credit
    places.push(place)
  }
  const inView = said.slice(view.from, view.to + 1)
  const weight = total(inView, weigh)
  let pointed = 0
  let aside = 0
  inView.forEach((token, at) => {
    const worth = weigh(token)
    const credit = told[view.from + at] ?? 0
    pointed += worth * credit
    aside += worth * (1 - credit) * (worth < MEANS_SOMETHING ? LIGHT_ASIDE : 1)
  })
  const start = said[Math.min(...places)]?.start ?? 0
  const end = said[Math.max(...places)]?.end ?? 0
  const denied = contrary > 0
  if (meant < MEANS_SOMETHING * KIN_CREDIT || wanted === 0)
    return { score: 0, denied, weight, start, end }

  const recall = matched / wanted
  const precision = pointed / (pointed + aside)
  const spread = Math.max(...places) - Math.min(...places) + 1
  let score = recall ** 0.4 * precision ** 0.6 * (0.93 + 0.07 * inOrder(places))
  // A phrase of some substance said whole is meant, whatever else is said around it.
  if (exact && wanted >= 1.2 && inOrder(places) === 1 && spread <= words.length + 2)
    score = Math.max(score, 0.84 + 0.15 * precision)
  if (denied) score *= 0.3
  return { score, denied, weight, start, end }
}

/** The share of neighbouring places that go forward. */
function inOrder(places: readonly number[]): number {
  if (places.length < 2) return 1
  let forward = 0
  for (let at = 1; at < places.length; at += 1)
    if ((places[at] ?? 0) > (places[at - 1] ?? 0)) forward += 1
  return forward / (places.length - 1)
}
