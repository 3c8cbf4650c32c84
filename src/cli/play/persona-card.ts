// The card a player reads before the curtain rises: who they are, what they want, what they know.
import { type Machine, reachableJourneys, standIn } from '../../engine/index.ts'
import type { Journey, Persona, Slot, Value } from '../../model/index.ts'
import { clean, columnsOf, type Theme, wrap } from '../../report/index.ts'
import { whyCannotGive } from '../../roleplay/index.ts'
import { inQuotes, signed, valueWords } from './stage.ts'

/** The card for one journey. `given`: what the organisation holds in this session, sensitive values as tokens. */
export function personaCard(
  persona: Persona,
  journey: Journey,
  machine: Machine,
  given: Readonly<Record<string, Value>>,
  theme: Theme,
): string {
  const { context } = persona
  const asked = slotsAsked(machine, journey)
  const cannot = [
    ...new Set([
      ...asked,
      ...persona.cannotAnswer.flatMap((name) => machine.slots.get(name) ?? []),
    ]),
  ].flatMap((slot) => {
    const why = whyCannotGive(persona, slot)
    return why === undefined ? [] : [`${inWords(slot.name)} (${why})`]
  })
  const invented = asked.filter(
    (slot) =>
      persona.knows[slot.name] === undefined &&
      given[slot.name] === undefined &&
      INVENTED.has(slot.type) &&
      whyCannotGive(persona, slot) === undefined,
  )
  const said = Object.entries(persona.says).flatMap(([, phrases]) => phrases.slice(0, 1))
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ['where', [context.place, context.device].filter((text) => text !== undefined)],
    [
      'situation',
      [
        ...context.attention.map((kind) => ATTENTION[kind]),
        ...(context.company === 'with_others' ? ['others can hear'] : []),
        ...(context.timePressure === 'high' ? ['in a hurry'] : []),
        ...(context.atHand.includes('paperwork') ? ['papers at hand'] : ['no papers at hand']),
      ],
    ],
    ['wants to', persona.goals],
    ['worn down by', persona.frustrations],
    ['before this', persona.history],
    ['needs', persona.accessibility],
    ['language', languageWords(persona)],
    [
      'feels',
      [
        `${signed(persona.mood.start)} on a scale from -5 to +5`,
        patienceWords(persona.mood.patience),
      ],
    ],
    ['knows', Object.entries(persona.knows).map((fact) => factWords(machine, fact))],
    ['cannot say', cannot],
    ['if asked', invented.map((slot) => inventedWords(machine, slot))],
    ['puts it like', said.map((phrase) => inQuotes(phrase, theme))],
    ['on record', Object.entries(given).map((fact) => factWords(machine, fact))],
  ]
  const heads = facts.filter(([, items]) => items.length > 0)
  const column = Math.max(...heads.map(([head]) => columnsOf(head))) + 4
  const line = theme.dim(theme.symbols.line.repeat(Math.min(theme.width, 60)))
  return [
    line,
    wrap(`${theme.dim('You are')} ${theme.bold(clean(persona.name))}`, theme.width),
    wrap(clean(persona.summary), theme.width),
    ...(persona.quote === undefined
      ? []
      : [wrap(theme.dim(inQuotes(clean(persona.quote), theme)), theme.width)]),
    '',
    ...heads.map(([head, items]) => {
      const words = wrap(items.map((item) => clean(item)).join('; '), theme.width, column)
      return `  ${theme.dim(head.padEnd(column - 2))}${words}`
    }),
    line,
  ].join('\n')
}

/** What the journey, or one it leads to, asks for. */
function slotsAsked(machine: Machine, journey: Journey): readonly Slot[] {
  const names = reachableJourneys(machine, journey.id).flatMap((id) =>
    (machine.journeys.get(id)?.steps ?? []).flatMap((step) =>
      step.kind === 'ask' ? [step.slot] : [],
    ),
  )
  return [...new Set(names)].flatMap((name) => machine.slots.get(name) ?? [])
}

/** Types of which a player would have to make something up; the others they answer as they like. */
const INVENTED: ReadonlySet<Slot['type']> = new Set(['digits', 'date', 'time', 'phone', 'email'])

function inventedWords(machine: Machine, slot: Slot): string {
  // Which days make sense the journey alone knows: one to cancel lies ahead, a birthday behind.
  if (slot.type === 'date') return `${inWords(slot.name)}: any day you like`
  // Something to type is needed, not the token that stands for it afterwards.
  const { sensitive: _, ...open } = slot
  const value = String(standIn(open))
  return `${inWords(slot.name)}: ${slot.sensitive === undefined ? valueWords(machine, slot.name, value) : value}`
}

const inWords = (name: string): string => name.replaceAll('_', ' ')

const factWords = (machine: Machine, [slot, value]: readonly [string, Value]): string =>
  `${inWords(slot)}: ${valueWords(machine, slot, value)}`

const patienceWords = (patience: number): string =>
  patience === 1
    ? 'one setback and they have had enough'
    : `${patience} setbacks and they have had enough`

function languageWords({ language }: Persona): readonly string[] {
  const first =
    language.first === undefined
      ? []
      : [languageName(language.first) ?? `has the code ${language.first}`]
  return [
    ...first.map((name) => `first language ${name}`),
    ...(language.readingGrade === undefined
      ? []
      : [`reads with ease up to grade ${language.readingGrade}`]),
  ]
}

/** Sign languages that the names of the platform leave out, by their ISO 639-3 codes. */
const SIGN_LANGUAGES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    asf: 'Auslan (Australian Sign Language)',
    bfi: 'British Sign Language',
    isg: 'Irish Sign Language',
    nzs: 'New Zealand Sign Language',
  }),
)

/** Undefined for a code that nobody has a name for. */
function languageName(code: string): string | undefined {
  const signed = SIGN_LANGUAGES.get(code.toLowerCase())
  if (signed !== undefined) return signed
  try {
    return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code)
  } catch {
    // Not a code at all.
    return undefined
  }
}

const ATTENTION: Readonly<Record<Persona['context']['attention'][number], string>> = {
  hands_busy: 'hands busy',
  eyes_busy: 'eyes elsewhere',
  divided: 'half an ear elsewhere',
}
