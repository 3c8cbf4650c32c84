// Whether the customer says that they cannot answer: "I don't have it on me". English only.
import type { Slot } from '../model/index.ts'
import { THINGS, UNABLE } from './answers.en.ts'
import type { Token } from './tokens.ts'

export interface Unable {
  /** 1 where nothing else is said, less the more is. */
  readonly score: number
}

const NEVER_A_THING = new Set(['of', 'the', 'a', 'is', 'to', 'wants', 'want', 'what', 'why', 'how'])

/** Undefined where nothing of the kind is said. */
export function readUnable(tokens: readonly Token[], asked: Slot | undefined): Unable | undefined {
  const clauses = clauseTexts(tokens)
  const all = clauses.join(' ')
  const forms = formsFor(asked)
  let covered = 0
  for (const clause of [all, ...clauses]) {
    for (const form of forms) {
      const match = (form.alone ? form.whole : form.inside).exec(clause)
      if (match === null) continue
      covered = Math.max(covered, match[0].trim().length)
    }
  }
  if (covered === 0) return undefined
  const share = covered / Math.max(1, all.length)
  return { score: share > 0.95 ? 0.97 : 0.76 + 0.19 * share }
}

/** Words that soften and change nothing. */
const SOFT = new Set([
  'sorry',
  'um',
  'uh',
  'er',
  'erm',
  'well',
  'oh',
  'ah',
  'hmm',
  'hi',
  'hello',
  'hey',
  'please',
  'thanks',
  'honestly',
  'afraid',
  'just',
  'yet',
  'mate',
  'ok',
  'okay',
  'actually',
  'unfortunately',
  'no',
  'nope',
  'so',
])

function clauseTexts(tokens: readonly Token[]): readonly string[] {
  const clauses = new Map<number, string[]>()
  for (const token of tokens) {
    if (token.part === 'mark' || (SOFT.has(token.norm) && !isNoIdea(token, tokens))) continue
    const clause = clauses.get(token.clause)
    if (clause === undefined) clauses.set(token.clause, [token.norm])
    else clause.push(token.norm)
  }
  return [...clauses.values()].map((words) =>
    words
      .join(' ')
      .replace(/\b(it|that|what|where) 's\b/g, '$1 is')
      .replace(/\bi 'm\b|\bim\b/g, 'i am')
      .replace(/\b(?:but|and|because) (?=i )/g, ''),
  )
}

const isNoIdea = (token: Token, tokens: readonly Token[]): boolean => {
  const next = tokens[tokens.indexOf(token) + 1]?.norm ?? ''
  return token.norm === 'no' && /^(?:idea|clue|memory)$/.test(next)
}

interface Form {
  readonly alone: boolean
  readonly whole: RegExp
  readonly inside: RegExp
}

const made = new Map<string, readonly Form[]>()

function formsFor(asked: Slot | undefined): readonly Form[] {
  const own = asked === undefined ? [] : wordsOf(asked)
  const key = own.join(' ')
  let forms = made.get(key)
  if (forms === undefined) {
    const things = [...THINGS, ...own].map((word) => `${word}s?`).join('|')
    // Up to two words between: "my account number", "the last bill".
    const thing = `(?:(?:the|my|our|a|an|any|that|this|your|his|her|their) )?(?:\\w+ ){0,2}?(?:${things})\\b`
    forms = UNABLE.map(({ words, alone }) => {
      const source = words.replaceAll('THING', thing)
      // What follows must not open a question of its own: "I don't know why my bill is so high".
      const after = '(?= |$)(?! (?:why|how|if|whether|who|that i|what (?!it|that)))'
      return {
        alone: alone === true,
        whole: new RegExp(
          `^(?:i (?:am )?)?(?:${source})(?: (?:sorry|that|it|right now|now|at the moment|about that|yet|at all|really))?$`,
        ),
        inside: new RegExp(`(?:^| )(?:${source})${after}`),
      }
    })
    made.set(key, forms)
  }
  return forms
}

/** Words of the slot's name and description; plain letters only, so that they fit in a pattern. */
function wordsOf(slot: Slot): readonly string[] {
  const words = `${slot.name} ${slot.describe ?? ''}`.toLowerCase().match(/[a-z]{3,20}/g) ?? []
  return [...new Set(words)].filter((word) => !NEVER_A_THING.has(word)).slice(0, 12)
}
