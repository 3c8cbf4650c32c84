// Yes or no in its many forms. English by phrases; a few other languages by their first word.

import type { Slot } from '../model/index.ts'
import {
  CONDITIONS,
  NO_SIGNS,
  NO_STARTS,
  NO_WHOLE,
  NOTHING_MORE,
  OTHER_NO,
  OTHER_YES,
  WEAK_YES,
  YES_SIGNS,
  YES_STARTS,
  YES_WHOLE,
} from './answers.en.ts'
import { sentenceOf, type Token } from './tokens.ts'

export interface YesNo {
  readonly answer: 'yes' | 'no' | 'unclear'
  readonly score: number
  readonly why: string
}

const yesStarts: readonly string[] = byLength(YES_STARTS)
const noStarts: readonly string[] = byLength(NO_STARTS)
const yesWhole: ReadonlySet<string> = new Set(YES_WHOLE)
const noWhole: ReadonlySet<string> = new Set(NO_WHOLE)
/** A yes or a no with more words than this after it is a little less sure. */
const SHORT = 5

function byLength(phrases: readonly string[]): readonly string[] {
  return [...phrases].sort((one, other) => other.length - one.length)
}

/**
 * Reads a yes or a no; undefined where there is neither. "Yes, but …" and a yes beside a no are
 * unclear. `atAsk`: the question may be "anything else?", to which "that's all" says no.
 */
export function readYesNo(
  tokens: readonly Token[],
  folded: string,
  language: string,
  atAsk: boolean,
): YesNo | undefined {
  const words = spoken(tokens)
  if (words === '') return bySign(folded)
  if (atAsk && NOTHING_MORE.test(sentenceOf(tokens)))
    return { answer: 'no', score: 0.9, why: 'nothing more' }
  if (yesWhole.has(words) || yesWhole.has(sentenceOf(tokens)))
    return { answer: 'yes', score: 0.95, why: 'a yes' }
  if (noWhole.has(words) || noWhole.has(sentenceOf(tokens)))
    return { answer: 'no', score: 0.95, why: 'a no' }
  const yes = startOf(words, yesStarts, OTHER_YES.get(language))
  const no = startOf(words, noStarts, OTHER_NO.get(language))
  if (yes === undefined && no === undefined) return endOf(words)
  // "No idea", "not really sure": nothing is denied.
  if (
    no !== undefined &&
    /^ (?:idea|clue|sure|certain|one|body|matter|longer|need|hablo|more than)\b/.test(
      words.slice(no.length),
    )
  )
    return undefined
  // "Yeah nah" is longer than "yeah", "no worries" longer than "no".
  const said = (yes?.length ?? 0) > (no?.length ?? 0) ? 'yes' : 'no'
  const start = (said === 'yes' ? yes : no) ?? ''
  return judge(said, start, words.slice(start.length).trim(), /\?/.test(folded))
}

/** All that is said, without signs and without the hesitation in front. */
function spoken(tokens: readonly Token[]): string {
  const words = tokens.filter((token) => token.part !== 'mark').map(plainly)
  const first = words.findIndex((word) => !HESITATION.has(word))
  return words.slice(Math.max(first, 0)).join(' ')
}

/** The word list knows "nah" as "no"; here the two differ. Drawn-out letters count once. */
function plainly({ word: written, norm }: Token): string {
  const word = written.replace(/\.$/, '')
  if (/^y+e+s+$/.test(word)) return 'yes'
  if (/^n+o+$/.test(word)) return 'no'
  if (/^na+h*$/.test(word)) return 'nah'
  return norm === 'yes' || norm === 'no' || norm === 'ok' ? word : norm
}

const HESITATION = new Set([
  'um',
  'umm',
  'uh',
  'er',
  'erm',
  'hmm',
  'oh',
  'ah',
  'well',
  'so',
  'hi',
  'hello',
  'hey',
  'and',
  'ugh',
  'ha',
  'haha',
  'mm',
  'there',
])

function startOf(
  words: string,
  phrases: readonly string[],
  others: readonly string[] = [],
): string | undefined {
  const starts = (phrase: string): boolean => words === phrase || words.startsWith(`${phrase} `)
  return phrases.find(starts) ?? others.find(starts)
}

/** A yes or no and what is said after it, which may take it back. */
function judge(said: 'yes' | 'no', start: string, rest: string, asks: boolean): YesNo | undefined {
  const after = rest.replace(/^(?:and|or|sorry|wait|actually|i mean|hang on)\b/, '').trim()
  if (startOf(after, said === 'yes' ? CLEARLY_NO : CLEARLY_YES) !== undefined)
    return { answer: 'unclear', score: 0.5, why: `a ${said} and then the contrary` }
  const condition = CONDITIONS.find((word) => ` ${rest} `.includes(` ${word} `))
  if (said === 'yes' && condition !== undefined)
    return { answer: 'unclear', score: 0.5, why: `a yes with a "${condition}"` }
  const length = rest === '' ? 0 : rest.split(' ').length
  // "OK, how much is that?" agrees to nothing.
  const polite = /^(?:can|could|would|will) you\b/.test(rest) && !isWeak(start)
  if (said === 'yes' && length > 0 && !polite) {
    if (asks || /^(?:so )?(?:what|why(?! not)|how|when|where|who|which)\b/.test(rest))
      return { answer: 'unclear', score: 0.5, why: 'a yes with a question' }
    if (isWeak(start) && !(startOf(rest, yesStarts) ?? agrees(rest))) return undefined
  }
  return { answer: said, score: length > SHORT ? 0.85 : 0.95, why: `a ${said}` }
}

/** Words that can also just fill the gap before something else. */
const isWeak = (start: string): boolean => WEAK_YES.has(start)

const agrees = (rest: string): string | undefined =>
  yesWhole.has(rest)
    ? rest
    : /^(?:then|thanks|thank you|thx|cool|fine|great|good|super|please|mate|that|go|let us|do|by me|with me|for me)\b/.exec(
        rest,
      )?.[0]

const CLEARLY_YES = [
  'yes',
  'yeah',
  'yep',
  'that is right',
  'that is correct',
  'go ahead',
  'that is fine',
]
const CLEARLY_NO = ['no', 'nope', 'nah', 'not', 'that is wrong', 'do not']

/** "That would be great, yes", "it isn't, no". */
function endOf(words: string): YesNo | undefined {
  const last = words.split(' ').at(-1) ?? ''
  if (words.split(' ').length > SHORT + 1) return undefined
  if (/ no way$/.test(words)) return { answer: 'no', score: 0.85, why: 'a no at the end' }
  if (/^(?:yes|yeah|yep)$/.test(last))
    return { answer: 'yes', score: 0.85, why: 'a yes at the end' }
  if (/^(?:no|nope|nah)$/.test(last)) return { answer: 'no', score: 0.85, why: 'a no at the end' }
  return undefined
}

/** How things are, said after a yes or a no: "still broken", "it works now". */
const STATE =
  /^(?:and )?(?:(?:it|that|this|they|everything|all|mine|the \w+(?: \w+)?) )?(?:(?:is|are|was|has|does|do|did|came|went|can|just|really|now|been) )*(still |not |nt |no longer |never )*(back|working|work|works|worked|fixed|sorted|solved|fine|ok|okay|good|better|online|connected|on|up|running|broken|down|out|off|dead|faulty|offline|bad|the same|stuck|nothing|no luck|no change|no good|gone)\b/
const GOOD_STATE =
  /^(?:back|work|works|worked|working|fixed|sorted|solved|fine|ok|okay|good|better|online|connected|on|up|running)$/
const NOT_SO = /\b(?:not|nt|no longer|never)\b/
/** A slot with such a word asks whether something is wrong … */
const ASKS_FOR_TROUBLE =
  /^(?:still|broken|fault|faulty|problem|problems|trouble|issue|issues|down|out|off|outage|stuck|wrong|dead|offline|affected)$/
/** … with such a one for something that says nothing of how things are: a thing done, or more. */
const ASKS_FOR_ELSE =
  /^(?:else|more|other|another|help|visit|callback|want|wants|need|needs|(?!(?:fixed|solved|resolved|restored|sorted|connected)$)\w+ed)$/

/** The yes or no, unclear where the words after it say the contrary: "yes, still broken". */
export function uncontradicted(said: YesNo, tokens: readonly Token[], asked: Slot): YesNo {
  const name = asked.name.split('_')
  if (said.answer === 'unclear' || name.some((word) => ASKS_FOR_ELSE.test(word))) return said
  const words = spoken(tokens)
  const start = startOf(words, said.answer === 'yes' ? yesStarts : noStarts)
  const state = start === undefined ? null : STATE.exec(words.slice(start.length).trim())
  if (state === null) return said
  const isWell = GOOD_STATE.test(state[2] ?? '') !== NOT_SO.test(state[0])
  const asksForTrouble = name.some((word) => ASKS_FOR_TROUBLE.test(word))
  return (said.answer === 'yes') === (isWell !== asksForTrouble)
    ? said
    : { answer: 'unclear', score: 0.5, why: `a ${said.answer} and then the contrary` }
}

function bySign(folded: string): YesNo | undefined {
  const yes = YES_SIGNS.test(folded)
  const no = NO_SIGNS.test(folded)
  if (yes === no) return undefined
  return { answer: yes ? 'yes' : 'no', score: 0.9, why: 'a sign' }
}
