// Questions about the prompts of asks: which of them a customer hears in a given state of the slot.
import type { State } from '../engine/index.ts'
import type { AskStep, Journey } from '../model/index.ts'
import { type Answer, type Region, type SlotState, solve } from './graph/index.ts'
import type { Report } from './rule.ts'

/** A prompt that is heard in such a state. */
export interface AskFound {
  readonly journey: Journey
  readonly step: AskStep
  readonly answer: Answer
}

/** The slots that a region asks for, transient ones aside, in order of their names. */
export function askedSlots(region: Region): readonly string[] {
  const slots = new Set<string>()
  for (const journey of region.journeys)
    for (const step of journey.steps)
      if (step.kind === 'ask' && region.machine.slots.get(step.slot)?.transient === false)
        slots.add(step.slot)
  return [...slots].sort()
}

/** The asks for a slot whose prompt a customer hears while the slot is as `when` says. */
export function asksOf(
  region: Region,
  slot: string,
  options: {
    readonly when: (state: SlotState) => boolean
    /** The same of a state of the engine. */
    readonly shows: (state: State) => boolean
    readonly unless?: (step: AskStep) => boolean
  },
): readonly AskFound[] {
  const { graph } = region
  if (!region.flow.canPrompt(slot, options.when)) return []
  const answers = solve(graph, {
    deep: [slot],
    look: (space, way, before) => {
      const place = graph.places[way.from]
      if (way.prompts?.kind !== 'ask' || way.prompts.slot !== slot) return []
      if (place === undefined || place.at === 'start' || options.unless?.(way.prompts)) return []
      const state = space.slotState(slot, before)
      return state !== undefined && options.when(state)
        ? [{ key: `${place.context.journey.id} ${way.prompts.id}` }]
        : []
    },
    shows: ({ state, events }, key) => {
      const top = state.situation.stack.at(-1)
      return key === `${top?.journey} ${top?.step}` &&
        state.situation.waitsFor === 'customer' &&
        options.shows(state)
        ? events.length
        : undefined
    },
  })
  return [...answers.values()].flatMap((answer) => {
    const place = graph.places[answer.way.from]
    const step = answer.way.prompts
    if (place === undefined || place.at === 'start' || step?.kind !== 'ask') return []
    return [{ journey: place.context.journey, step, answer }]
  })
}

/** A finding that stands at the slot an ask names. */
export const askReport = (
  journey: Journey,
  step: AskStep,
  answer: Answer,
  message: string,
  fix: string,
): Report => ({
  journey,
  step: step.id,
  slot: step.slot,
  message,
  fix,
  path: [...step.path, 'ask'],
  answer,
})

/** The step at which a witness's customer last gave a slot. */
export function toldAt(answer: Answer, slot: string): string | undefined {
  let step: string | undefined
  let told: string | undefined
  for (const event of answer.witness ?? []) {
    if (event.type === 'entered' && event.skipped !== true) step = event.step
    if (event.type !== 'heard' || typeof event.understood !== 'object') continue
    if ('fills' in event.understood && slot in event.understood.fills) told = step
  }
  return told
}
