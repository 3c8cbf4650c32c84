// Whether a customer asks for a person, in a sentence of any length: "I would like a person to
// explain this charge". English only; likeness to the example phrases sees to the rest.
import type { Likeness } from './phrases.ts'
import type { HearingContext, Stretch } from './types.ts'

/** As sure as a phrase said almost whole. */
const REQUESTED = 0.92
/** A person merely mentioned counts for less than it takes to be heard. */
const MENTIONED = 0.6
/** Requests are looked for up to here, in UTF-16 units. */
const LISTENS_TO = 1000

const WHICH =
  '(?:(?:an?|the|some|any|another|one of your|your|actual|real|live|proper|different|customer|service|support|care) )*'
/** Words that mean somebody at the other end … */
const PERSON =
  '(?:person|human(?: being)?|people|agent|operator|representative|rep|advis[eo]r|staff member|member of staff|member of your (?:staff|team))'
/** … and words that can also mean anybody at all. */
const ANYBODY = `(?:${PERSON}|someone|somebody|anyone|anybody)`
const NOT_THEIRS = "(?!['\\w])"
const MACHINE =
  '(?:(?:stupid|silly|damn|bloody|dumb) )*(?:robots?|bots?|chat ?bots?|machines?|computers?|ai|automated \\w+|recordings?|voice ?bots?|virtual assistants?)'
const TALKING = '(?:talk|speak|chat|deal)(?:ing)?'

const REQUESTS: readonly RegExp[] = [
  `\\b(?:talk|speak|chat)(?:ing)? (?:to|with) ${WHICH}${ANYBODY}${NOT_THEIRS}`,
  `\\b(?:put|connect|transfer|pass|hand|switch|send|get) me (?:straight )?(?:through |on |over |across )?(?:to|with) ${WHICH}${ANYBODY}${NOT_THEIRS}`,
  `\\b(?:want|need|like|prefer|rather have|get me|give me|(?:can|could|may) i (?:just |please )*(?:have|get)) ${WHICH}${PERSON}${NOT_THEIRS}`,
  `\\b(?:want|need|like|prefer|get me) (?:a |an )?(?:real |actual )(?:someone|somebody)\\b`,
  `\\b(?:can|could|will|would) (?:an?|some|another) (?:(?:actual|real|live|proper) )*${PERSON} (?!have\\b|be\\b)\\w`,
  `\\bis there (?:an?|any|some)? ?(?:(?:actual|real|live|proper) )*${ANYBODY} (?:there\\b|here\\b|i (?:can|could)\\b|who (?:can|could)\\b|to (?:talk|speak|help|explain)\\b|available\\b)`,
].map((source) => new RegExp(source, 'gi'))

/** "I don't want to talk to a robot", "no bots please". */
const NO_MACHINE = new RegExp(
  `(?:\\bnot|n't|\\bdont|\\bnever|\\bno longer|\\bsick of|\\btired of|\\bhate|\\bstop|\\bwithout|\\binstead of|\\bfed up (?:with|of)) (?:(?:want|wanna|wish|like|going|gonna|have|keep|to|be|just|really) )*${TALKING} (?:to|with) (?:(?:an?|the|this|another|some|your) )*${MACHINE}\\b|(?:^|[,.;!?] ?)no (?:more )?(?:ro)?bots\\b`,
  'i',
)

/** What turns a request round; "can't I talk to a person" is still one. */
const DENIES =
  /(?:\b(?:not|never|without|cannot|dont|no need to|rather than|instead of|stop)|n't)\b(?! i\b)[^,.;!?]*$/i
const CLAUSE = /[,.;!?]|\b(?:and|because|but|so|just)\b/
const LOOKS_BACK = 60

/** Somebody who is spoken of: "who is this person", "your agent told me". */
const MENTIONS = new RegExp(
  `\\b(?:this|that|these|those|which|what|your|my|his|her|their|our|same|first|last) (?:other )?${PERSON}\\b|\\bwho(?:'s| is| was| are| were)? (?:\\w+ ){0,3}${PERSON}\\b`,
  'i',
)

const BARE = new RegExp(`^${WHICH}${ANYBODY}(?:[,]? please)?[.!]?$`, 'i')

function requestIn(folded: string): Stretch | undefined {
  const text = folded.slice(0, LISTENS_TO)
  for (const pattern of REQUESTS)
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(Math.max(0, match.index - LOOKS_BACK), match.index)
      const clause = before.split(CLAUSE).at(-1) ?? ''
      if (!DENIES.test(clause)) return { start: match.index, end: match.index + match[0].length }
    }
  const against = NO_MACHINE.exec(text)
  return against === null
    ? undefined
    : { start: against.index, end: against.index + against[0].length }
}

/** Whether an example phrase is one that asks for a person. */
const asks = (example: string): boolean =>
  BARE.test(example.trim()) || requestIn(example) !== undefined

/**
 * The likenesses of the intents, the likest first, with the intent that asks for a person raised
 * where the words do, and lowered where they only mention one. Where several intents do, or a value
 * of the asked choice, the phrases alone tell them apart.
 */
export function weighPerson(
  likes: readonly Likeness[],
  context: HearingContext,
  folded: string,
): readonly Likeness[] {
  const request = requestIn(folded)
  if (request === undefined && !MENTIONS.test(folded.slice(0, LISTENS_TO))) return likes
  const [name, ...others] = [
    ...new Set(
      context.intents.flatMap(({ intent, examples }) => (examples.some(asks) ? [intent] : [])),
    ),
  ]
  const alsoAValue = context.asked?.values.some(({ examples, label }) =>
    [label, ...examples].some(asks),
  )
  if (name === undefined || others.length > 0 || alsoAValue === true) return likes
  return likes
    .map((like) => {
      if (like.what !== name || like.score === 1) return like
      if (request === undefined) return { ...like, score: like.score * MENTIONED }
      if (like.score >= REQUESTED) return like
      return { ...like, ...request, score: REQUESTED, denied: false }
    })
    .sort((one, other) => other.score - one.score)
}
