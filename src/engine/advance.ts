// The fold: a state and an input give the next state and what happened. Inputs that do not fit are
// turned away with a reason and change nothing.
import type { AskStep, ConfirmStep, Slot, Understood } from '../model/index.ts'
import {
  act,
  type Conversation,
  connect,
  enterJourney,
  goTo,
  hear,
  jump,
  situationOf,
  stop,
} from './conversation.ts'
import { intentsInForce, journeyOf, slotOf, stepOf, topOf, volunteerableAt } from './situation.ts'
import type { EngineEvent, Input, Machine, StartedInput, State, Transition } from './types.ts'
import { standIn, whyNotA } from './values.ts'

/** Starts a conversation. `given` holds the values that the organisation has on record. */
export function begin(machine: Machine, started: StartedInput): Transition {
  const problem = whyNotStarted(machine, started)
  const talk: Conversation = {
    machine,
    started,
    channel: started.channel,
    stack: [],
    waitsFor: 'nothing',
    noMatch: 0,
    noInput: 0,
    values: new Map(),
    told: new Set(),
    confirmed: new Set(),
    promised: new Set(),
    kept: new Set(),
    ended: undefined,
    mood: machine.persona?.mood.start ?? 0,
    badNews: false,
    spoken: false,
    saidTimes: new Map(),
    events: [started],
    seen: new Set(),
  }
  if (problem !== undefined) return { state: stateOf(talk, undefined, 0), events: [], problem }
  goTo(talk, enterJourney(talk, started.journey.id, []))
  return { state: stateOf(talk, undefined, 0), events: talk.events }
}

function whyNotStarted(machine: Machine, started: StartedInput): string | undefined {
  if (!machine.journeys.has(started.journey.id)) return `there is no journey ${started.journey.id}`
  for (const [name, value] of Object.entries(started.given)) {
    const slot = slotOf(machine, name)
    if (slot === undefined) return `there is no slot ${name}`
    const why = value === undefined ? undefined : whyNotA(slot, value)
    if (why !== undefined) return why
  }
  return undefined
}

/** Puts an input to a state. Costs time and memory linear in the number of slots. */
export function advance(machine: Machine, state: State, input: Input): Transition {
  switch (input.type) {
    case 'undone':
      return undo(state, input)
    case 'felt':
      return record(
        input.seat === 'customer'
          ? { ...state, mood: Math.max(-5, Math.min(5, input.mood)) }
          : state,
        state,
        input,
      )
    case 'rated':
    case 'noted':
    case 'said':
      return record(state, state, input)
    default:
      return move(machine, state, input)
  }
}

const turnAway = (state: State, problem: string): Transition => ({ state, events: [], problem })

/** An input that is kept but moves nothing. */
const record = (next: State, before: State, input: EngineEvent): Transition => ({
  state: { ...next, count: before.count + 1, before },
  events: [input],
})

function undo(state: State, input: Extract<Input, { type: 'undone' }>): Transition {
  let target = state.before
  while (target !== undefined && target.count > input.to + 1) target = target.before
  if (target === undefined || target.count !== input.to + 1)
    return turnAway(state, `event ${input.to} is not one to go back to`)
  return {
    state: { ...target, count: state.count + 1, before: target },
    events: [input],
  }
}

type MovingInput = Extract<Input, { type: 'heard' | 'did' | 'availability' | 'jumped' | 'ended' }>

function move(machine: Machine, state: State, input: MovingInput): Transition {
  if (state.situation.ended !== undefined) return turnAway(state, 'the conversation is over')
  const talk = continueFrom(machine, state)
  const problem = apply(talk, input)
  if (problem !== undefined) return turnAway(state, problem)
  const turns = state.turns + (input.type === 'heard' ? 1 : 0)
  return { state: stateOf(talk, state, turns), events: talk.events }
}

/** Applies an input to a working copy; a text says why it does not fit. */
function apply(talk: Conversation, input: MovingInput): string | undefined {
  const step = stepOf(talk.machine, topOf(talk.stack))
  switch (input.type) {
    case 'heard': {
      if (talk.waitsFor !== 'customer' || (step.kind !== 'ask' && step.kind !== 'confirm'))
        return 'nobody is listening'
      const problem = whyNotUnderstood(talk, input.understood as Understood)
      if (problem !== undefined) return problem
      talk.events.push(input)
      hear(talk, step, input.understood as Understood)
      return undefined
    }
    case 'did': {
      if (talk.waitsFor !== 'action' || step.kind !== 'do') return 'no action is under way'
      if (input.action !== step.action) return `the action under way is ${step.action}`
      const outcome = step.outcomes.find(({ name }) => name === input.outcome)
      if (outcome === undefined) return `${step.action} has no outcome ${input.outcome}`
      const given = input.learned ?? {}
      const learned: Record<string, string | number | boolean> = {}
      for (const name of outcome.learns) {
        const slot = slotOf(talk.machine, name)
        if (slot === undefined) return `there is no slot ${name}`
        const value = given[name] ?? standIn(slot)
        const why = whyNotA(slot, value)
        if (why !== undefined) return why
        learned[name] = value
      }
      const stray = Object.keys(given).find((name) => !outcome.learns.includes(name))
      if (stray !== undefined) return `${step.action} ${outcome.name} does not learn ${stray}`
      talk.events.push(outcome.learns.length === 0 ? input : { ...input, learned })
      act(talk, step, outcome, learned)
      return undefined
    }
    case 'availability':
      if (talk.waitsFor !== 'person' || step.kind !== 'handoff') return 'no handoff is under way'
      if (input.team !== step.team) return `the team asked for is ${step.team}`
      talk.events.push(input)
      connect(talk, step, input.is)
      return undefined
    case 'jumped': {
      const id = input.journey ?? topOf(talk.stack).journey
      const journey = talk.machine.journeys.get(id)
      const target = journey?.stepById.get(input.step)
      if (journey === undefined || target === undefined) return `${id} has no step ${input.step}`
      talk.events.push(input)
      jump(talk, journey, target)
      return undefined
    }
    case 'ended':
      talk.events.push(input)
      stop(talk, input.how)
      return undefined
  }
}

/** Why the words cannot be understood like that here. */
function whyNotUnderstood(talk: Conversation, heard: Understood): string | undefined {
  if (typeof heard !== 'object') return undefined
  const frame = topOf(talk.stack)
  if ('intent' in heard)
    return intentsInForce(talk.machine, talk.stack).some(
      ({ intent }) => intent.intent === heard.intent,
    )
      ? undefined
      : `${heard.intent} is not listened for here`
  const step = stepOf(talk.machine, frame)
  if (step.kind !== 'ask' && step.kind !== 'confirm') return 'nobody is listening'
  const others =
    step.kind === 'ask' ? volunteerableAt(journeyOf(talk.machine, frame.journey), step) : []
  for (const [name, value] of Object.entries(heard.fills)) {
    const slot = slotOf(talk.machine, name)
    if (slot === undefined) return `there is no slot ${name}`
    const why =
      whyNotHeard(step, slot, others) ?? (value === undefined ? undefined : whyNotA(slot, value))
    if (why !== undefined) return why
  }
  return undefined
}

/** At a confirm only the slots it names are heard; at an ask the asked one and volunteered ones. */
function whyNotHeard(
  step: AskStep | ConfirmStep,
  slot: Slot,
  volunteerable: readonly Slot[],
): string | undefined {
  if (step.kind === 'confirm')
    return step.slots.includes(slot.name) ? undefined : `${step.id} does not confirm ${slot.name}`
  if (step.slot === slot.name || volunteerable.some(({ name }) => name === slot.name))
    return undefined
  return `${slot.name} cannot be volunteered at ${step.id}`
}

function continueFrom(machine: Machine, state: State): Conversation {
  const { situation } = state
  return {
    machine,
    started: state.started,
    channel: situation.channel,
    stack: situation.stack,
    waitsFor: situation.waitsFor,
    noMatch: situation.tries.noMatch,
    noInput: situation.tries.noInput,
    values: new Map(situation.values),
    told: new Set(situation.told),
    confirmed: new Set(situation.confirmed),
    promised: new Set(situation.promised),
    kept: new Set(situation.kept),
    ended: undefined,
    mood: state.mood,
    badNews: state.badNews,
    spoken: state.spoken,
    saidTimes: new Map(state.saidTimes),
    events: [],
    seen: new Set(),
  }
}

const stateOf = (talk: Conversation, before: State | undefined, turns: number): State => ({
  situation: situationOf(talk),
  started: talk.started,
  count: (before?.count ?? 0) + talk.events.length,
  mood: talk.mood,
  turns,
  saidTimes: talk.saidTimes,
  badNews: talk.badNews,
  spoken: talk.spoken,
  ...(before === undefined ? {} : { before }),
})
