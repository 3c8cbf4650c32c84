// The customer reads a hole where a value should be.
import { fitting } from '../../engine/index.ts'
import type { Channel, Condition, Text } from '../../model/index.ts'
import {
  type Answer,
  CHANNELS,
  type Context,
  type Region,
  solve,
  type Way,
} from '../graph/index.ts'
import type { Report, Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'unset-value-in-text',
    description: 'A text is said with a hole where a value should be.',
    expectation: 'understand quickly what I need',
    empathy: 'cognitive',
    tier: 'proven',
    severity: 'error',
    source: 'our judgement',
  },
  check: (region) => slotsInTexts(region).flatMap((slot) => checkSlot(region, slot)),
}

/** The slots that texts name without other words for where they have no value. */
function slotsInTexts(region: Region): readonly string[] {
  const { graph, flow } = region
  const slots = new Set<string>()
  for (const place of flow.places)
    for (const way of graph.ways(place))
      for (const text of way.words?.wording ?? [])
        for (const slot of holesOf(text))
          if (
            !slots.has(slot) &&
            flow.slotStates(way, slot).some(({ valueClass }) => valueClass < 0)
          )
            slots.add(slot)
  return [...slots].sort()
}

const holesOf = (text: Text): readonly string[] =>
  text.parts.flatMap((part) =>
    part.kind === 'slot' && part.otherwise === undefined && part.slot !== 'channel'
      ? [part.slot]
      : [],
  )

function checkSlot(region: Region, slot: string): readonly Report[] {
  const { graph } = region
  const answers = solve(graph, {
    deep: [slot],
    look: (space, way, before) => {
      const text = way.words?.wording.find((words) => holesOf(words).includes(slot))
      if (text === undefined) return []
      const state = space.slotState(slot, before)
      if (state === undefined || state.valueClass >= 0) return []
      const key = keyOf(region, way)
      return saidTexts(way, slot).flatMap((channels) => {
        if (channels === 'everywhere') return [{ key }]
        const condition: Condition = [[{ slot: 'channel', op: 'in', values: channels }]]
        const verdict = space.decide(condition, before)
        if (verdict === false) return []
        return verdict === true ? [{ key }] : [{ key, needs: { condition, is: true } }]
      })
    },
    shows: ({ events }, key) => {
      const at = events.findIndex(
        (event) =>
          event.type === 'said' &&
          event.text.includes(`{${slot}}`) &&
          (event.intent === undefined
            ? key === `${event.journey} step ${event.step}`
            : key.endsWith(` intent ${event.intent}`)),
      )
      return at < 0 ? undefined : at + 1
    },
  })
  return [...answers.values()].flatMap((answer) => reportOf(region, answer, slot))
}

/** For each text with the hole: the channels it can be said on. */
function saidTexts(way: Way, slot: string): readonly ('everywhere' | readonly Channel[])[] {
  const { words } = way
  if (words === undefined) return []
  return words.wording
    .filter((text) => holesOf(text).includes(slot))
    .flatMap((text) => {
      const channels =
        words.channels ??
        CHANNELS.filter((channel) => fitting(words.wording, words.via ?? channel).includes(text))
      if (channels.length === 0) return []
      return [channels.length === CHANNELS.length ? 'everywhere' : channels]
    })
}

function keyOf(region: Region, way: Way): string {
  const place = region.graph.places[way.from]
  if (place === undefined || place.at === 'start') return ''
  const { intent } = way.words ?? {}
  return intent === undefined
    ? `${place.context.journey.id} step ${place.step.id}`
    : `${ownerOf(place.context, intent)?.id} intent ${intent.intent}`
}

function reportOf(region: Region, answer: Answer, slot: string): readonly Report[] {
  const place = region.graph.places[answer.way.from]
  const { words } = answer.way
  const text = textSaid(answer, slot)
  if (place === undefined || place.at === 'start' || text === undefined) return []
  const { intent } = words ?? {}
  const { journey } = place.context
  const owner = intent === undefined ? journey : (ownerOf(place.context, intent) ?? journey)
  return [
    {
      journey: owner,
      ...(intent === undefined ? { step: place.step.id } : { file: intent.file }),
      slot,
      message: `Says {${slot}} when ${slot} has no value`,
      fix: `{${slot}|words to say without it}, or ask for it before`,
      path: text.path,
      answer,
    },
  ]
}

/** The text with the hole: of several, the one that the witness says. */
function textSaid({ way, witness }: Answer, slot: string): Text | undefined {
  const texts = way.words?.wording ?? []
  const said = witness?.at(-1)
  const one = said?.type === 'said' ? texts[said.variation ?? 0] : undefined
  if (one !== undefined && holesOf(one).includes(slot)) return one
  return texts.find((text) => holesOf(text).includes(slot))
}

function ownerOf(context: Context, intent: NonNullable<NonNullable<Way['words']>['intent']>) {
  for (let at: typeof context | undefined = context; at !== undefined; at = at.caller?.context)
    if (at.journey.globalIntents.includes(intent)) return at.journey
  return undefined
}
