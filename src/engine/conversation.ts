// One conversation on the move: from an input until it waits again. Every sentence of the format's
// "Where it goes next" and "What a conversation remembers" is here, and nowhere else.
import type {
  AskStep,
  Channel,
  ConfirmStep,
  ContinueStep,
  DoStep,
  EndStep,
  Experience,
  GlobalIntent,
  HandoffStep,
  Journey,
  Outcome,
  Passes,
  PromiseStep,
  Step,
  SubjourneyStep,
  Text,
  Understood,
  Value,
  Wording,
} from '../model/index.ts'
import { holds } from './condition.ts'
import { stepsOnLoops } from './loops.ts'
import { isBadFeeling, moodAfter } from './mood.ts'
import { renderText } from './render.ts'
import {
  fallbackInForce,
  intentsInForce,
  journeyOf,
  readValue,
  situationKey,
  slotOf,
  stepOf,
  topOf,
} from './situation.ts'
import type { Ending, EngineEvent, Frame, Machine, Situation, Source, State } from './types.ts'
import { standIn } from './values.ts'

/** A working copy of a state. It lives for one input and is never shared. */
export interface Conversation {
  readonly machine: Machine
  readonly started: State['started']
  channel: Channel
  stack: readonly Frame[]
  waitsFor: Situation['waitsFor']
  noMatch: number
  noInput: number
  readonly values: Map<string, { readonly value: Value; readonly source: Source }>
  readonly told: Set<string>
  readonly confirmed: Set<string>
  readonly promised: Set<string>
  readonly kept: Set<string>
  ended: Ending | undefined
  mood: number
  badNews: boolean
  spoken: boolean
  readonly saidTimes: Map<string, number>
  readonly events: EngineEvent[]
  /** Situations since the last input: coming back to one would go on for ever. */
  readonly seen: Set<string>
}

export const situationOf = (talk: Conversation): Situation => ({
  channel: talk.channel,
  stack: talk.stack,
  waitsFor: talk.waitsFor,
  tries: { noMatch: talk.noMatch, noInput: talk.noInput },
  values: talk.values,
  told: talk.told,
  confirmed: talk.confirmed,
  promised: talk.promised,
  kept: talk.kept,
  ...(talk.ended === undefined ? {} : { ended: talk.ended }),
})

/** Goes to a step and on from there until an input is needed or the conversation is over. */
export function goTo(talk: Conversation, step: Step | undefined): void {
  let at = step
  if (at !== undefined) talk.waitsFor = 'nothing'
  while (at !== undefined) at = perform(talk, at)
}

/** Starts a journey on top of the given frames. */
export function enterJourney(talk: Conversation, id: string, below: readonly Frame[]): Step {
  const journey = journeyOf(talk.machine, id)
  const [first] = journey.steps
  if (first === undefined) throw new RangeError(`journey ${id} has no steps`)
  talk.stack = [...below, { journey: id, step: first.id }]
  for (const name of [...journey.known, ...journey.sometimesKnown]) {
    if (talk.values.has(name)) continue
    const slot = slotOf(talk.machine, name)
    const given = talk.started.given[name]
    const value =
      given ?? (slot !== undefined && journey.known.includes(name) ? standIn(slot) : undefined)
    if (value !== undefined) talk.values.set(name, { value, source: 'organisation' })
  }
  return first
}

/** Does one step; gives the step to go on to, or nothing where it waits or is over. */
function perform(talk: Conversation, step: Step): Step | undefined {
  talk.stack = [...talk.stack.slice(0, -1), { journey: topOf(talk.stack).journey, step: step.id }]
  talk.noMatch = 0
  talk.noInput = 0
  if (stepsOnLoops(talk.machine).has(step)) {
    const key = situationKey(situationOf(talk))
    if (talk.seen.has(key)) return end(talk, 'endless')
    talk.seen.add(key)
  }

  const skipped = step.kind === 'ask' && isSkipped(talk, step)
  talk.events.push({
    type: 'entered',
    journey: topOf(talk.stack).journey,
    step: step.id,
    ...(skipped ? { skipped: true as const } : {}),
  })
  if (skipped) return follow(talk, step)
  if (isBadFeeling(step.feels)) talk.badNews = true

  switch (step.kind) {
    case 'say':
      speak(talk, step.say, { step })
      return follow(talk, step)
    case 'ask':
      if (!slotOf(talk.machine, step.slot)?.transient && wasGiven(talk, step.slot))
        experience(talk, 'asked_again', step.slot)
      return prompt(talk, step)
    case 'confirm':
      return prompt(talk, step)
    case 'do':
      speak(talk, step.say, { step })
      talk.waitsFor = 'action'
      return undefined
    case 'handoff':
      talk.waitsFor = 'person'
      return undefined
    case 'promise':
      speak(talk, step.say, { step })
      makePromise(talk, step)
      return follow(talk, step)
    case 'continue_in':
      return continueIn(talk, step)
    case 'subjourney':
      speak(talk, step.say, { step })
      return enterJourney(talk, step.journey, talk.stack)
    case 'end':
      return finish(talk, step)
  }
}

const isSkipped = (talk: Conversation, step: AskStep): boolean =>
  step.skipIfKnown && !slotOf(talk.machine, step.slot)?.transient && talk.values.has(step.slot)

const wasGiven = (talk: Conversation, slot: string): boolean =>
  talk.told.has(slot) || talk.values.get(slot)?.source === 'volunteered'

// ── Words ────────────────────────────────────────────────────────────────────────────────────

interface Occasion {
  readonly step: Step
  readonly intent?: GlobalIntent
  readonly reprompt?: { readonly number: number; readonly after: 'no_match' | 'no_input' }
}

/** Says one variation of a wording, chosen by the seed and by how often it was said. */
function speak(talk: Conversation, wording: Wording, occasion: Occasion): void {
  const { step, intent, reprompt } = occasion
  const owner = intent === undefined ? step : intent
  const { journey } = topOf(talk.stack)
  const via = intent === undefined ? step.via : undefined
  const place = `${journey} ${step.id} ${intent?.intent ?? ''} ${reprompt ? `${reprompt.after} ${reprompt.number}` : ''}`
  const text = choose(talk, fitting(wording, via ?? talk.channel), place)
  if (text !== undefined) {
    talk.events.push({
      type: 'said',
      seat: 'system',
      text: render(talk, text, step),
      journey,
      step: step.id,
      ...(intent === undefined ? {} : { intent: intent.intent }),
      ...(reprompt === undefined ? {} : { reprompt: reprompt.number, after: reprompt.after }),
      variation: wording.indexOf(text),
      chosen_by: 'seed',
      ...(via === undefined ? {} : { via }),
    })
    if (!talk.spoken && usesNameOnRecord(talk, text)) experience(talk, 'greeted_by_name')
    talk.spoken = true
  }
  if (owner.acknowledges && talk.badNews && reprompt === undefined) {
    talk.badNews = false
    experience(talk, 'acknowledged')
  }
}

/** The variations for a channel; the first of all where none fits. */
export function fitting(wording: Wording, channel: Channel): Wording {
  const fits = wording.filter((text) => text.channels?.includes(channel) ?? true)
  return fits.length > 0 ? fits : wording.slice(0, 1)
}

function choose(talk: Conversation, texts: Wording, place: string): Text | undefined {
  if (texts.length < 2) return texts[0]
  const times = talk.saidTimes.get(place) ?? 0
  talk.saidTimes.set(place, times + 1)
  return texts[(scatter(talk.started.seed, place) + times) % texts.length]
}

/** FNV-1a over the seed and a place: a number from 0 to 2^32 - 1 (Fowler, Noll and Vo). */
function scatter(seed: number, place: string): number {
  let hash = 0x811c9dc5
  for (const character of `${seed} ${place}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

function render(talk: Conversation, text: Text, step: Step): string {
  const asked = step.kind === 'ask' ? slotOf(talk.machine, step.slot) : undefined
  return renderText(text, {
    language: journeyOf(talk.machine, topOf(talk.stack).journey).language,
    slot: (name) => slotOf(talk.machine, name),
    value: (name) => readValue(talk, name),
    ...(asked === undefined ? {} : { asked }),
  })
}

const usesNameOnRecord = (talk: Conversation, text: Text): boolean =>
  text.parts.some(
    (part) =>
      part.kind === 'slot' &&
      /(^|_)name$/.test(part.slot) &&
      talk.values.get(part.slot)?.source === 'organisation',
  )

function prompt(talk: Conversation, step: AskStep | ConfirmStep): undefined {
  speak(talk, step.say, { step })
  talk.waitsFor = 'customer'
}

export function experience(talk: Conversation, what: Experience, about?: string): void {
  talk.mood = moodAfter(talk.mood, what, talk.machine.persona)
  talk.events.push({
    type: 'experienced',
    experience: what,
    mood: talk.mood,
    ...(about === undefined ? {} : { about }),
  })
}

// ── Ways on ──────────────────────────────────────────────────────────────────────────────────

function end(talk: Conversation, how: Ending): undefined {
  if (how === 'dead_end') experience(talk, 'dead_end')
  if (how === 'resolved') experience(talk, 'resolved')
  talk.waitsFor = 'nothing'
  talk.ended = how
  talk.events.push({ type: 'ended', how })
}

/** Leaves a step by its `next`: the first entry that holds. */
function follow(talk: Conversation, step: Step): Step | undefined {
  const route = step.next.find(
    (entry) => entry.when === undefined || holds(entry.when, (slot) => readValue(talk, slot)),
  )
  if (route === undefined) return end(talk, 'dead_end')
  leave(talk, step)
  forget(talk, route.forget)
  return stepIn(talk, route.go)
}

/** Leaves a step by a route of its own, else by the nearest fallback, else it is a dead end. */
function takeRoute(talk: Conversation, step: Step, route: string | undefined): Step | undefined {
  if (route !== undefined) {
    leave(talk, step)
    return stepIn(talk, route)
  }
  const fallback = fallbackInForce(talk.machine, talk.stack)
  if (fallback === undefined) return end(talk, 'dead_end')
  return comeBackTo(talk, fallback.depth, fallback.step)
}

/** Goes to a step of a journey of the stack, leaving all that is called from it. */
function comeBackTo(talk: Conversation, depth: number, step: string): Step {
  for (const frame of talk.stack.slice(depth).reverse()) leave(talk, stepOf(talk.machine, frame))
  talk.stack = talk.stack.slice(0, depth + 1)
  return stepIn(talk, step)
}

function stepIn(talk: Conversation, step: string): Step {
  return stepOf(talk.machine, { journey: topOf(talk.stack).journey, step })
}

/**
 * What leaving does: `fulfils` counts and `forget` takes effect. Of an action the outcome says what
 * it fulfils; of a handoff it counts only once somebody takes it.
 */
function leave(talk: Conversation, step: Step): void {
  if (step.kind !== 'do' && step.kind !== 'handoff') fulfil(talk, step.fulfils)
  forget(talk, step.forget)
}

function forget(talk: Conversation, slots: readonly string[]): void {
  for (const slot of slots) {
    talk.values.delete(slot)
    talk.told.delete(slot)
    talk.confirmed.delete(slot)
  }
}

// ── Promises ─────────────────────────────────────────────────────────────────────────────────

function makePromise(talk: Conversation, step: PromiseStep): void {
  const before = talk.promised.has(step.promise)
  talk.promised.add(step.promise)
  const { journey } = topOf(talk.stack)
  talk.events.push({ type: 'promised', promise: step.promise, journey, step: step.id })
  if (before) return
  if (talk.kept.has(step.promise)) keep(talk, step.promise)
  else if (talk.machine.promises.get(step.promise)?.owned) {
    talk.kept.add(step.promise)
    talk.events.push({ type: 'kept', promise: step.promise })
  }
}

function fulfil(talk: Conversation, promise: string | undefined): void {
  if (promise === undefined || talk.kept.has(promise)) return
  talk.kept.add(promise)
  if (talk.promised.has(promise)) keep(talk, promise)
}

function keep(talk: Conversation, promise: string): void {
  talk.events.push({ type: 'kept', promise })
  experience(talk, 'promise_kept', promise)
}

// ── Values ───────────────────────────────────────────────────────────────────────────────────

/** Gives a slot a value; a value it already has is nothing new. Tells whether it was new. */
function fill(talk: Conversation, slot: string, value: Value, source: Source): boolean {
  if (talk.values.get(slot)?.value === value) return false
  talk.values.set(slot, { value, source })
  talk.confirmed.delete(slot)
  return true
}

function tell(talk: Conversation, slot: string): void {
  if (!slotOf(talk.machine, slot)?.transient) talk.told.add(slot)
}

// ── Steps that lead elsewhere ────────────────────────────────────────────────────────────────

function continueIn(talk: Conversation, step: ContinueStep): Step {
  speak(talk, step.say, { step })
  leave(talk, step)
  const { passed, lost } = sortByPasses([...talk.values.keys()], step.passes)
  for (const slot of lost) {
    talk.values.delete(slot)
    talk.confirmed.delete(slot)
  }
  if (step.channel !== undefined) talk.channel = step.channel
  talk.events.push({ type: 'continued', to: step.journey, channel: talk.channel, passed, lost })
  return enterJourney(talk, step.journey, [])
}

function sortByPasses(
  slots: readonly string[],
  passes: Passes,
): { readonly passed: string[]; readonly lost: string[] } {
  const isPassed = (slot: string) => passes === 'all' || passes.slots.includes(slot)
  return { passed: slots.filter(isPassed), lost: slots.filter((slot) => !isPassed(slot)) }
}

function finish(talk: Conversation, step: EndStep): Step | undefined {
  speak(talk, step.say, { step })
  leave(talk, step)
  if (talk.stack.length === 1) return end(talk, step.how)
  talk.stack = talk.stack.slice(0, -1)
  const caller = stepOf(talk.machine, topOf(talk.stack)) as SubjourneyStep
  const route = caller[step.how]
  if (route === undefined) return follow(talk, caller)
  leave(talk, caller)
  return stepIn(talk, route)
}

// ── Inputs ───────────────────────────────────────────────────────────────────────────────────

/** The customer said something, or nothing, at an ask or a confirm. */
export function hear(talk: Conversation, step: AskStep | ConfirmStep, heard: Understood): void {
  if (typeof heard === 'object' && 'intent' in heard) {
    const found = intentsInForce(talk.machine, talk.stack).find(
      ({ intent }) => intent.intent === heard.intent,
    )
    if (found !== undefined) hearIntent(talk, step, found.intent, found.depth)
    return
  }
  goTo(talk, step.kind === 'ask' ? hearAnswer(talk, step, heard) : hearVerdict(talk, step, heard))
}

function hearIntent(
  talk: Conversation,
  step: AskStep | ConfirmStep,
  intent: GlobalIntent,
  depth: number,
): void {
  if (isBadFeeling(intent.feels)) talk.badNews = true
  speak(talk, intent.say, { step, intent })
  if (intent.next === undefined) prompt(talk, step)
  else goTo(talk, comeBackTo(talk, depth, intent.next))
}

function hearAnswer(
  talk: Conversation,
  step: AskStep,
  heard: Exclude<Understood, { intent: string }>,
): Step | undefined {
  if (heard === 'unable') return takeRoute(talk, step, step.unable)
  if (heard === 'no_input') return fail(talk, step, 'no_input')
  const fills = fillsOf(talk, step, heard)
  if (fills === undefined) return fail(talk, step, 'no_match')
  let news = 0
  for (const [slot, value] of Object.entries(fills))
    if (slot !== step.slot && fill(talk, slot, value, 'volunteered')) news += 1
  const answer = fills[step.slot]
  if (answer === undefined) return news > 0 ? prompt(talk, step) : fail(talk, step, 'no_match')
  fill(talk, step.slot, answer, 'answer')
  tell(talk, step.slot)
  return follow(talk, step)
}

/** A plain yes or no answers an ask for a yes_no slot and no other. */
function fillsOf(
  talk: Conversation,
  step: AskStep,
  heard: 'yes' | 'no' | 'no_match' | { readonly fills: Readonly<Record<string, Value>> },
): Readonly<Record<string, Value>> | undefined {
  if (typeof heard === 'object') return heard.fills
  if (heard === 'no_match' || slotOf(talk.machine, step.slot)?.type !== 'yes_no') return undefined
  return { [step.slot]: heard === 'yes' }
}

function hearVerdict(
  talk: Conversation,
  step: ConfirmStep,
  heard: Exclude<Understood, { intent: string }>,
): Step | undefined {
  if (heard === 'yes') {
    for (const slot of step.slots) if (talk.values.has(slot)) talk.confirmed.add(slot)
    return follow(talk, step)
  }
  if (heard === 'no') {
    forget(talk, step.slots)
    return takeRoute(talk, step, step.denied)
  }
  if (typeof heard !== 'object') return fail(talk, step, heard === 'no_input' ? heard : 'no_match')
  let news = 0
  for (const [slot, value] of Object.entries(heard.fills))
    if (fill(talk, slot, value, 'answer')) {
      tell(talk, slot)
      news += 1
    }
  return news > 0 ? prompt(talk, step) : fail(talk, step, 'no_match')
}

/** A try is used: the next reprompt, or on. */
function fail(
  talk: Conversation,
  step: AskStep | ConfirmStep,
  why: 'no_match' | 'no_input',
): Step | undefined {
  if (why === 'no_match') talk.noMatch += 1
  else talk.noInput += 1
  experience(talk, 'not_understood')
  if (talk.noMatch + talk.noInput >= step.maxTries)
    return takeRoute(talk, step, why === 'no_match' ? step.noMatch : step.noInput)
  const list = why === 'no_match' ? step.reprompts.noMatch : step.reprompts.noInput
  const texts = list.length === 0 ? list : fitting(list, talk.channel)
  const failures = why === 'no_match' ? talk.noMatch : talk.noInput
  // One list is one series, whatever went wrong; two lists are counted each for itself.
  const isOneList = step.reprompts.noMatch === step.reprompts.noInput
  const number = Math.min(isOneList ? talk.noMatch + talk.noInput : failures, texts.length)
  const text = texts[number - 1]
  if (text === undefined) return prompt(talk, step)
  speakReprompt(talk, step, text, list.indexOf(text) + 1, why)
  talk.waitsFor = 'customer'
  return undefined
}

function speakReprompt(
  talk: Conversation,
  step: AskStep | ConfirmStep,
  text: Text,
  number: number,
  after: 'no_match' | 'no_input',
): void {
  speak(talk, [text], { step, reprompt: { number, after } })
}

/** An action came to an outcome, with values for all that the outcome learns. */
export function act(
  talk: Conversation,
  step: DoStep,
  outcome: Outcome,
  learned: Readonly<Record<string, Value>>,
): void {
  for (const [slot, value] of Object.entries(learned)) fill(talk, slot, value, 'action')
  if (outcome.name !== 'succeeded') {
    talk.badNews = true
    experience(talk, 'told_no', step.action)
    if (outcome.name !== 'failed') for (const slot of step.uses) talk.told.delete(slot)
  }
  fulfil(talk, outcome.fulfils)
  goTo(talk, afterAction(talk, step, outcome))
}

function afterAction(talk: Conversation, step: DoStep, outcome: Outcome): Step | undefined {
  const next =
    outcome.go === undefined && outcome.name !== 'failed'
      ? follow(talk, step)
      : takeRoute(talk, step, outcome.go)
  if (next !== undefined) forget(talk, outcome.forget)
  return next
}

const LONG_WAIT_MINUTES = 5

/** It turned out whether somebody of the team is there. */
export function connect(
  talk: Conversation,
  step: HandoffStep,
  found: 'free' | 'busy' | 'closed',
): void {
  if (found !== 'free') {
    experience(talk, 'nobody_free', step.team)
    const route = found === 'busy' ? step.unavailable : step.closed
    if (route === undefined) {
      end(talk, 'dead_end')
      return
    }
    leave(talk, step)
    goTo(talk, stepIn(talk, route))
    return
  }
  speak(talk, step.say, { step })
  const slots = sortByPasses(tellableSlots(talk), step.passes)
  const promises = sortPromises(talk, step.passes)
  talk.events.push({
    type: 'handed_off',
    to: step.team,
    mode: step.mode,
    passed: { slots: slots.passed, promises: promises.passed },
    lost: { slots: slots.lost.filter((slot) => wasGiven(talk, slot)), promises: promises.lost },
  })
  for (const promise of promises.passed) fulfil(talk, promise)
  fulfil(talk, step.fulfils)
  forget(talk, step.forget)
  if (isLongWait(step)) experience(talk, 'kept_waiting', step.team)
  experience(talk, step.mode === 'warm' ? 'handed_off_warm' : 'handed_off_cold', step.team)
  end(talk, 'handed_off')
}

const isLongWait = (step: HandoffStep): boolean =>
  step.wait !== undefined && (step.wait.unit !== 'minutes' || step.wait.amount > LONG_WAIT_MINUTES)

/** What is known and a person could be told. */
const tellableSlots = (talk: Conversation): readonly string[] =>
  [...talk.values.keys()].filter((slot) => !slotOf(talk.machine, slot)?.transient)

function sortPromises(
  talk: Conversation,
  passes: Passes,
): { readonly passed: string[]; readonly lost: string[] } {
  const open = [...talk.promised].filter((promise) => !talk.kept.has(promise))
  const isPassed = (promise: string) => passes === 'all' || passes.promises.includes(promise)
  return { passed: open.filter(isPassed), lost: open.filter((promise) => !isPassed(promise)) }
}

/** A person moves the conversation to a step, without the routes of the one at hand. */
export function jump(talk: Conversation, journey: Journey, step: Step): void {
  const top = topOf(talk.stack)
  if (journey.id !== top.journey) enterJourney(talk, journey.id, [])
  goTo(talk, step)
}

/** The customer left, or the session was stopped. */
export function stop(talk: Conversation, how: 'stopped' | 'abandoned'): void {
  talk.waitsFor = 'nothing'
  talk.ended = how
}
