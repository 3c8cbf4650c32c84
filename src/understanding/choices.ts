// Which value of a choice is meant: by its label, its number or key, or by how much the words
// sound like its example phrases.
import type { ChoiceValue, Slot } from '../model/index.ts'
import type { Candidate, Likeness } from './phrases.ts'
import { sentenceOf, type Token } from './tokens.ts'
import { type Found, type Manner, nothing, type Search } from './types.ts'
import { DIGIT_WORDS, ORDINALS, SECOND_THOUGHTS } from './words.en.ts'
import type { YesNo } from './yes-no.ts'

/** From here on a value is heard: asked for, and volunteered or corrected. */
export const LIKE_ENOUGH = { asked: 0.58, named: 0.68, volunteered: 0.8 } as const
/** Two things this close together cannot be told apart. */
export const MARGIN = 0.08

/** The phrases of each value: its label, its name, its examples. */
export const candidatesOf = (
  slot: Slot,
  phrase: (text: string) => readonly Token[],
): readonly Candidate[] =>
  slot.values.map((choice) => ({
    what: choice.value,
    phrases: [choice.label, choice.value.replaceAll('_', ' '), ...choice.examples]
      .map(phrase)
      .filter((tokens) => tokens.length > 0),
  }))

/**
 * `likes`: the likenesses of this slot's candidates, the likest first; `likesOf` finds those of a
 * clause.
 */
export function findChoice(
  slot: Slot,
  tokens: readonly Token[],
  likes: readonly Likeness[],
  likesOf: (clause: readonly Token[]) => readonly Likeness[],
  yesNo: YesNo | undefined,
  manner: Manner,
): Search {
  const [first, second] = likes
  const whole = wholeOf(tokens)
  if (first?.score !== 1 && manner !== 'volunteered') {
    const numbered = byNumber(slot, tokens) ?? byYesNo(slot, yesNo)
    if (numbered !== undefined) return { found: [{ ...numbered, ...whole }], near: [whole] }
  }
  if (first === undefined) return nothing
  const threshold = LIKE_ENOUGH[manner]
  const runnerUp =
    second === undefined ? {} : { runnerUp: { what: second.what, score: second.score } }
  if (first.denied && first.score < threshold)
    return { found: [], near: [], missed: `${first.what} is said not to be meant`, ...runnerUp }
  if (first.score < threshold) {
    const missed =
      first.score > 0
        ? `nearest is ${first.what} (${first.score.toFixed(2)}, takes ${threshold.toFixed(2)})`
        : `nothing like any value of ${slot.name}`
    return { found: [], near: [], missed, runnerUp: { what: first.what, score: first.score } }
  }
  if (second !== undefined && second.score >= threshold && first.score - second.score < MARGIN)
    return {
      found: [],
      near: [whole],
      missed: `could be ${first.what} or ${second.what}`,
      ...runnerUp,
    }
  const both = besides(first.what, tokens, likesOf)
  if (first.score < 1 && both !== undefined)
    return { found: [], near: [whole], missed: `could be ${first.what} or ${both}`, ...runnerUp }
  // A customer's state of health is in all of what they say, not in the words that matched.
  const { start, end } = slot.sensitive === undefined ? first : whole
  const why = first.score === 1 ? `${first.what}, word for word` : `sounds like ${first.what}`
  return {
    found: [{ value: first.what, score: first.score, why, start, end }],
    near: [],
    ...runnerUp,
  }
}

const MOST_CLAUSES = 12
/** Beside a value that is heard, less is enough to doubt it than to hear another. */
const NAMED_BESIDE = 0.45

/** Another value that a clause of its own names, joined on by "and" or "or". */
function besides(
  first: string,
  tokens: readonly Token[],
  likesOf: (clause: readonly Token[]) => readonly Likeness[],
): string | undefined {
  const clauses: Token[][] = [[]]
  for (const token of tokens) {
    if (token.part === 'mark' && !/\w/.test(token.norm)) clauses.push([])
    else if (JOINS.has(token.norm)) clauses.push([token])
    else clauses.at(-1)?.push(token)
  }
  const joined = clauses.filter((clause) => clause.length > 0).slice(0, MOST_CLAUSES)
  if (!joined.some(([token]) => JOINS.has(token?.norm ?? ''))) return undefined
  if (SECOND_THOUGHTS.test(sentenceOf(tokens))) return undefined
  const values = joined.flatMap((clause) => {
    const [best] = likesOf(clause.filter((token) => !JOINS.has(token.norm)))
    return best !== undefined && best.score >= NAMED_BESIDE ? [best.what] : []
  })
  return values.includes(first) ? values.find((value) => value !== first) : undefined
}

const JOINS: ReadonlySet<string> = new Set(['and', 'or', 'then', 'plus'])

const wholeOf = (tokens: readonly Token[]) => ({
  start: tokens[0]?.start ?? 0,
  end: tokens.at(-1)?.end ?? 0,
})

type Meant = Pick<Found, 'value' | 'score' | 'why'>

const NUMBERED =
  /^(?:i (?:would like|want|will take|will have|choose|pick|will go (?:with|for)) )?(?:press )?(?:the )?(?:option|number|choice|no|#|press|key)? ?(\d|one|two|three|four|five|six|seven|eight|nine)$/
const NTH =
  /^(?:i (?:would like|want|will take|will have|think|mean|meant|choose|pick|will go (?:with|for)) |let us go with |go with |it is |that is )?(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|\dst|\dnd|\drd|\dth|last|latter|former)(?: (?:one|option|choice|thing|of those|of them))?$/

/** "2", "option two", "the second one"; a key counts before the place in the list. */
function byNumber(slot: Slot, tokens: readonly Token[]): Meant | undefined {
  const sentence = sentenceOf(tokens)
    .replace(/ 's\b/, ' is')
    .replace(/ 'll\b/, ' will')
  if (/^[*#]$/.test(sentence)) return named(keyed(slot, sentence), 'by its key')
  const number = NUMBERED.exec(sentence)?.[1]
  if (number !== undefined) {
    const digit = DIGIT_WORDS.get(number) ?? number
    const keys = slot.values.some((choice) => choice.key !== undefined)
    return named(keys ? keyed(slot, digit) : slot.values[Number(digit) - 1], `number ${digit}`)
  }
  const nth = NTH.exec(sentence)?.[1]
  if (nth === undefined) return undefined
  if (nth === 'last') return named(slot.values.at(-1), 'the last one')
  const two = slot.values.length === 2
  if (nth === 'latter' || nth === 'former')
    return two ? named(slot.values[nth === 'former' ? 0 : 1], `the ${nth}`) : undefined
  return named(slot.values[(ORDINALS.get(nth) ?? 0) - 1], `the ${nth} one`)
}

const keyed = (slot: Slot, key: string): ChoiceValue | undefined =>
  slot.values.find((choice) => choice.key === key)

const named = (choice: ChoiceValue | undefined, why: string): Meant | undefined =>
  choice === undefined ? undefined : { value: choice.value, score: 0.95, why }

/** A choice that has a yes or a no among its values takes them in all their forms. */
function byYesNo(slot: Slot, yesNo: YesNo | undefined): Meant | undefined {
  if (yesNo === undefined || yesNo.answer === 'unclear') return undefined
  const own = slot.values.find((choice) => choice.value === yesNo.answer)
  return own === undefined ? undefined : { value: own.value, score: yesNo.score, why: yesNo.why }
}
