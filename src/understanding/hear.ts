// What an utterance is heard as, in the order of the format: a global intent or unable; at a
// confirm a yes, a no or a new value; at an ask the asked slot and what is volunteered.
import type { Slot, Understood, Value } from '../model/index.ts'
import { CHANGES } from './answers.en.ts'
import { candidatesOf, MARGIN } from './choices.ts'
import { fold, hasWords, isSilent } from './fold.ts'
import { habitsOf } from './locale.ts'
import { isPlainText, type Offer, offersFor, settle } from './offers.ts'
import { weighPerson } from './person.ts'
import { type Candidate, type Likeness, likenesses } from './phrases.ts'
import { meantOf, RULED_OUT } from './surroundings.ts'
import type { Token } from './tokens.ts'
import type { Hearing, HearingContext, Stretch, Unheard } from './types.ts'
import { readUnable } from './unable.ts'
import { type Look, lookIn } from './values.ts'
import { readYesNo, uncontradicted, type YesNo } from './yes-no.ts'

/** An intent is heard from here on when nothing else fits … */
export const INTENT = 0.66
/** … and from here on beside a value for the asked slot. */
export const CLEAR_INTENT = 0.76
/** A phrase of an intent said whole, in a clause of its own. */
const SAID_WHOLE = 0.84
/** Unable is heard beside other words from here on. */
const CLEARLY_UNABLE = 0.9
/** At a confirm, a bare number among more words than these counts something else. */
const TERSE = 1

/** Splits text into tokens; example phrases are split once and kept. */
export interface Words {
  readonly tokens: (text: string, language: string) => readonly Token[]
  readonly phrase: (text: string, language: string) => readonly Token[]
}

/** Everything known of the utterance at hand. */
interface Moment {
  readonly context: HearingContext
  readonly folded: string
  readonly tokens: readonly Token[]
  readonly yesNo: YesNo | undefined
  readonly look: Look
  readonly intents: readonly Likeness[]
  readonly volunteerable: readonly Slot[]
}

type Verdict = Omit<Hearing, 'spans' | 'unheard'> & {
  readonly offers: readonly Offer[]
  /** Claims on the same words, of which none is heard. */
  readonly unclear?: readonly (readonly Offer[])[]
}

/** Why a yes beside values of which none can be taken is no yes. */
const UNSETTLED = new RegExp(`^(?:heard \\d+ values|${RULED_OUT})`)

const NOBODY_ASKS: ReadonlySet<string> = new Set()

/** Never throws. The same words in the same context always give the same hearing. */
export function hearWith(text: string, context: HearingContext, words: Words): Hearing {
  const folded = fold(text)
  if (isSilent(folded))
    return { understood: 'no_input', score: 1, why: 'nothing was said', spans: [] }
  const moment = momentOf(text, folded, context, words)
  const verdict = judge(moment)
  const { offers, unclear = [], ...hearing } = verdict
  const unheard = unclear.flatMap((claims) => unheardOf(claims, text))
  return {
    ...hearing,
    spans: spansOf(moment, verdict),
    ...(unheard.length === 0 ? {} : { unheard }),
  }
}

/** Nothing that may be a secret is repeated. */
function unheardOf(claims: readonly Offer[], text: string): readonly Unheard[] {
  if (claims.some(({ slot }) => slot.sensitive !== undefined)) return []
  const words = text.slice(
    Math.min(...claims.map(({ start }) => start)),
    Math.max(...claims.map(({ end }) => end)),
  )
  return [{ words: words.trim(), slots: claims.map(({ slot }) => slot.name) }]
}

function momentOf(text: string, folded: string, context: HearingContext, words: Words): Moment {
  const habits = habitsOf(context.language)
  const tokens = words.tokens(folded, habits.language)
  const phrase = (example: string) => words.phrase(example, habits.language)
  const said = readYesNo(tokens, folded, habits.language, !context.confirming)
  const { asked } = context
  const yesNo =
    said === undefined || asked?.type !== 'yes_no' ? said : uncontradicted(said, tokens, asked)
  const candidates = intentCandidates(context, phrase)
  const choices = [...(context.asked === undefined ? [] : [context.asked]), ...context.named]
  const rivals = [...candidates, ...choices.flatMap((slot) => candidatesOf(slot, phrase))]
  const { today } = context
  const look = lookIn({ text, folded, tokens, habits, today, yesNo, phrase, rivals })
  return {
    context,
    folded,
    tokens,
    yesNo,
    look:
      habits.language === 'en' ? (slot, manner) => meantOf(look(slot, manner), slot, folded) : look,
    intents:
      habits.language === 'en'
        ? weighPerson(likenesses(tokens, candidates, rivals), context, folded)
        : likenesses(tokens, candidates, rivals),
    volunteerable: context.volunteerable.filter(
      (slot) =>
        !slot.transient &&
        !(slot.type === 'text' && slot.pattern === undefined) &&
        slot.name !== context.asked?.name,
    ),
  }
}

/** One candidate a name, in order: an intent that is inherited twice is one thing to say. */
function intentCandidates(
  context: HearingContext,
  phrase: (text: string) => readonly Token[],
): readonly Candidate[] {
  const byName = new Map<string, (readonly Token[])[]>()
  for (const { intent, examples } of context.intents) {
    const phrases = examples.map(phrase).filter((tokens) => tokens.length > 0)
    const before = byName.get(intent)
    if (before === undefined) byName.set(intent, phrases)
    else before.push(...phrases)
  }
  return [...byName].map(([what, phrases]) => ({ what, phrases }))
}

function judge(moment: Moment): Verdict {
  return moment.context.confirming ? atConfirm(moment) : atAsk(moment)
}

function atAsk(moment: Moment): Verdict {
  const { context, folded, look, volunteerable } = moment
  const { asked } = context
  const search = asked === undefined ? undefined : look(asked, 'asked')
  const answer =
    asked === undefined || search === undefined
      ? {}
      : settle(
          asked,
          search,
          volunteerable.filter((slot) => slot.type === asked.type),
          folded,
        )
  const taken = answer.offer === undefined || isPlainText(answer.offer.slot) ? [] : [answer.offer]
  const { offers: volunteered, unclear } = offersFor(
    volunteerable,
    look,
    'volunteered',
    folded,
    taken,
    context.askedFor ?? NOBODY_ASKS,
  )
  const offer = besideVolunteered(answer.offer, volunteered, folded)
  const early = intentOrUnable(moment, offer, volunteered)
  if (early !== undefined) return early

  const offers = offer === undefined ? volunteered : [offer, ...volunteered]
  const best = offers[0]
  if (best === undefined) return { ...unmatched(moment, answer.missed, search?.runnerUp), unclear }
  return {
    understood: { fills: fillsOf(offers) },
    score: offer?.score ?? Math.min(...offers.map(({ score }) => score)),
    why: offers.map((one) => `${one.slot.name}: ${one.why}`).join('; '),
    offers,
    unclear,
    ...runnerUpOf(search?.runnerUp, moment.intents[0]),
  }
}

/**
 * A plain text takes all that is said; where something is volunteered beside it, only the words
 * before that ("Ana, and my number is …"), or nothing if there are none.
 */
function besideVolunteered(
  offer: Offer | undefined,
  volunteered: readonly Offer[],
  folded: string,
): Offer | undefined {
  if (offer === undefined || !isPlainText(offer.slot)) return offer
  const typed = volunteered.filter((other) => other.slot.type !== 'choice')
  const first = Math.min(...typed.map(({ start }) => start))
  if (typed.length === 0 || typeof offer.value !== 'string') return offer
  const before = folded.slice(offer.start, Math.max(offer.start, first))
  const cut = /^(.*?)(?:[,;.]\s|\s(?:and|but)\s)/su.exec(before)?.[1]
  if (cut !== undefined && hasWords(cut))
    return {
      ...offer,
      value: offer.value.slice(0, cut.length).trim(),
      end: offer.start + cut.length,
    }
  const last = Math.max(...typed.map(({ end }) => end))
  const rest = before + folded.slice(Math.min(last, offer.end), offer.end)
  return rest.trim().split(/\s+/).length > 6 ? offer : undefined
}

const fillsOf = (offers: readonly Offer[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(offers.map((offer) => [offer.slot.name, offer.value]))

function runnerUpOf(
  first: Hearing['runnerUp'],
  intent: Likeness | undefined,
): { readonly runnerUp?: NonNullable<Hearing['runnerUp']> } {
  const other = intent === undefined || intent.score === 0 ? undefined : named(intent)
  const best = (first?.score ?? 0) >= (other?.score ?? 0) ? (first ?? other) : other
  return best === undefined || best.score === 0 ? {} : { runnerUp: best }
}

const named = ({ what, score }: Likeness) => ({ what, score })

/** An intent or unable where that is what is meant; undefined where a value is, or nothing. */
function intentOrUnable(
  moment: Moment,
  offer: Offer | undefined,
  volunteered: readonly Offer[],
): Verdict | undefined {
  const [first, second] = moment.intents
  const value = offer ?? volunteered[0]
  if (first !== undefined && first.score >= INTENT) {
    const weighed = value === undefined ? 'intent' : against(first, value)
    const close =
      second !== undefined &&
      first.score < 1 &&
      second.score >= INTENT &&
      first.score - second.score < MARGIN
    if (weighed === 'intent' && !close) {
      const why = first.score === 1 ? `${first.what}, word for word` : `sounds like ${first.what}`
      const other = second === undefined ? undefined : named(second)
      const { score } = first
      const understood: Understood = { intent: first.what }
      return { understood, score, why, offers: [], ...runnerUpOf(other, undefined) }
    }
    const rival = weighed === 'unclear' ? String(value?.value) : close ? second.what : undefined
    if (weighed !== 'value' && rival !== undefined) {
      const sensitive = weighed === 'unclear' && value?.slot.sensitive !== undefined
      return {
        understood: 'no_match',
        score: first.score,
        why: `could be ${first.what} or ${sensitive ? value.slot.name : rival}`,
        offers: [],
      }
    }
  }
  return unableVerdict(moment, offer)
}

/** Which of the two is meant. Words that are a whole answer are an answer, and no weak intent. */
function against(intent: Likeness, value: Offer): 'intent' | 'value' | 'unclear' {
  if (value.slot.type !== 'choice') return intent.score >= CLEAR_INTENT ? 'intent' : 'value'
  if (intent.score === 1) return 'intent'
  if (value.score === 1) return 'value'
  const apart = intent.end <= value.start || value.end <= intent.start
  if (apart && intent.score >= SAID_WHOLE) return 'intent'
  if (intent.score - value.score >= MARGIN) return 'intent'
  return value.score - intent.score >= MARGIN ? 'value' : 'unclear'
}

function unableVerdict(moment: Moment, offer: Offer | undefined): Verdict | undefined {
  const { asked, confirming } = moment.context
  const yesNoCounts = confirming || asked?.type === 'yes_no'
  if (yesNoCounts && moment.yesNo !== undefined) return undefined
  const unable = readUnable(moment.tokens, asked)
  if (unable === undefined) return undefined
  if (offer !== undefined) {
    if (!isPlainText(offer.slot) && offer.slot.type !== 'choice') return undefined
    const needed = isPlainText(offer.slot) ? CLEARLY_UNABLE : Math.max(CLEARLY_UNABLE, offer.score)
    if (unable.score < needed) return undefined
  }
  const why = 'says that they cannot answer'
  return { understood: 'unable', score: unable.score, why, offers: [] }
}

function atConfirm(moment: Moment): Verdict {
  const { context, folded, look, yesNo } = moment
  const { offers, missed } = offersFor(context.named, look, 'named', folded, [], NOBODY_ASKS)
  const corrections = offers.filter((offer) => isCorrection(offer, moment, offers))
  const early = intentOrUnable(moment, corrections[0], [])
  if (early !== undefined) return early

  const changes = CHANGES.test(folded.toLowerCase())
  // A yes beside another value than the one read back agrees to neither.
  const { values } = context
  const differs = corrections.some(
    ({ slot, value }) =>
      values !== undefined && !isPlainText(slot) && values.get(slot.name) !== value,
  )
  if (corrections.length > 0 && (yesNo?.answer !== 'yes' || changes || differs))
    return {
      understood: { fills: fillsOf(corrections) },
      score: Math.min(...corrections.map(({ score }) => score)),
      why: corrections.map((one) => `${one.slot.name}: ${one.why}`).join('; '),
      offers: corrections,
    }
  if (yesNo === undefined || yesNo.answer === 'unclear')
    return unmatched(moment, yesNo?.why ?? missed)
  if (yesNo.answer === 'yes' && missed !== undefined && UNSETTLED.test(missed))
    return unmatched(moment, `a yes, and ${missed}`)
  if (yesNo.answer === 'no' && missed?.startsWith('could be'))
    return unmatched(moment, `a new value that ${missed}`)
  const { answer, score, why } = yesNo
  return { understood: answer, score, why, offers: [], ...runnerUpOf(undefined, moment.intents[0]) }
}

/**
 * A question puts nothing right, and a bare number in a longer sentence counts something else: "no,
 * I have called 3 times".
 */
function isCorrection(offer: Offer, moment: Moment, beside: readonly Offer[]): boolean {
  if (moment.tokens.find((token) => token.part !== 'filler')?.part === 'question') return false
  if (offer.slot.type !== 'number' && offer.slot.type !== 'money') return true
  // "Only $48? No way": asked back and turned down, not put right.
  const isAskedBack = /^\s*\?/.test(moment.folded.slice(offer.end))
  if (isAskedBack && moment.yesNo?.answer === 'no') return false
  if (offer.score > 0.92) return true
  const words = offer.slot.name.split('_')
  const others = moment.tokens.filter(
    (token) =>
      token.part === 'content' &&
      !beside.some(({ start, end }) => start < token.end && token.start < end) &&
      !words.includes(token.norm),
  )
  return others.length <= TERSE
}

function unmatched(
  moment: Moment,
  missed: string | undefined,
  rival?: Hearing['runnerUp'],
): Verdict {
  const [nearest] = moment.intents
  const score = Math.max(nearest?.score ?? 0, rival?.score ?? 0)
  const fallback =
    nearest !== undefined && nearest.score > 0
      ? `nearest is ${nearest.what} (${nearest.score.toFixed(2)}, takes ${INTENT.toFixed(2)})`
      : 'nothing that can be heard here'
  return {
    understood: 'no_match',
    score,
    why: missed ?? fallback,
    offers: [],
    ...runnerUpOf(rival, nearest),
  }
}

/** Filled values, and whatever looks like the value of a sensitive slot. */
function spansOf(moment: Moment, verdict: Verdict): Hearing['spans'] {
  const { asked, named } = moment.context
  const spans = verdict.offers.map(({ slot, start, end }) => ({ slot: slot.name, start, end }))
  const add = (slot: Slot, stretches: readonly Stretch[]): void => {
    for (const { start, end } of stretches)
      if (!spans.some((span) => start < span.end && span.start < end))
        spans.push({ slot: slot.name, start, end })
  }
  const inPlay: readonly (readonly [Slot, 'asked' | 'named' | 'volunteered'])[] = [
    ...(asked === undefined ? [] : [[asked, 'asked'] as const]),
    ...named.map((slot) => [slot, 'named'] as const),
    ...moment.context.volunteerable.map((slot) => [slot, 'volunteered'] as const),
  ]
  for (const [slot, manner] of inPlay) {
    if (slot.sensitive === undefined || slot.type === 'yes_no') continue
    // Of a plain text nothing can be told by its form; it is only what answers.
    const answers = verdict.understood === 'no_match' || !isPlainText(slot)
    if (!answers || verdict.offers.some((offer) => offer.slot === slot)) continue
    const { found, near } = moment.look(slot, manner)
    add(slot, [...found, ...near])
  }
  return spans.sort((one, other) => one.start - other.start)
}
