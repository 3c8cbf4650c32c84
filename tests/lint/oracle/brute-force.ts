// Every conversation of a small project, one input after the other, with nothing but the engine.
// It knows nothing of how the linter works: what it finds is what the rules of the design say.
import {
  advance,
  begin,
  createMachine,
  type EngineEvent,
  expecting,
  type Input,
  inputs,
  type Machine,
  type State,
  situationKey,
  starts,
} from '../../../src/engine/index.ts'
import type { Journey, Project, Step } from '../../../src/model/index.ts'

/** Defects as `rule journey place slot`, and whether the project was too large to explore. */
export interface Found {
  readonly defects: ReadonlySet<string>
  readonly unreachable: ReadonlySet<string>
  readonly tooLarge: boolean
  readonly states: number
}

/** Inputs that are tried for each state, on average, before a project counts as too large. */
const MOVES = 12

interface Node {
  readonly state: State
  /** Steps whose promise was made on the way here. */
  readonly promisedAt: ReadonlySet<string>
  readonly handoffTried: boolean
  readonly next: { to: number; readonly helps: boolean }[]
}

export function bruteForce(project: Project, most: number): Found {
  const machine = createMachine(project)
  const defects = new Set<string>()
  const reached = new Set<string>()
  let states = 0
  const noWay = new Map<string, number>()
  for (const entry of project.entries) {
    const explored = explore(machine, entry, most)
    if (explored === undefined)
      return { defects, unreachable: new Set(), tooLarge: true, states: most }
    states += explored.nodes.length
    for (const defect of explored.defects) defects.add(defect)
    for (const step of explored.reached) reached.add(step)
    const journey = machine.journeys.get(entry) as Journey
    if (journey.coverage === 'core' && [...explored.endings].every((how) => how === 'resolved'))
      continue
    for (const [id, index] of helpless(machine, explored.nodes))
      noWay.set(id, Math.min(index, noWay.get(id) ?? index))
  }
  for (const [id, index] of noWay)
    defects.add(`no-way-to-a-person ${id} ${machine.journeys.get(id)?.steps[index]?.id} -`)
  const all = [...machine.journeys.values()].flatMap((journey) =>
    journey.steps.map((step) => `${journey.id} ${step.id}`),
  )
  return {
    defects,
    unreachable: new Set(all.filter((step) => !reached.has(step))),
    tooLarge: false,
    states,
  }
}

function explore(machine: Machine, entry: string, most: number) {
  const nodes: Node[] = []
  const numbers = new Map<string, number>()
  const defects = new Set<string>()
  const reached = new Set<string>()
  const endings = new Set<string>()

  const arrive = (
    state: State,
    events: readonly EngineEvent[],
    from?: { readonly node: Node },
  ): number => {
    const promisedAt = new Set(from?.node.promisedAt)
    let handoffTried = from?.node.handoffTried ?? false
    for (const event of events) {
      if (event.type === 'entered') reached.add(`${event.journey} ${event.step}`)
      if (event.type === 'promised') promisedAt.add(`${event.journey} ${event.step}`)
      if (event.type === 'entered' && stepAt(machine, event)?.kind === 'handoff')
        handoffTried = true
      if (event.type === 'said') lookForHoles(machine, event, defects)
    }
    judge(machine, state, events, promisedAt, defects)
    if (state.situation.ended !== undefined) endings.add(state.situation.ended)
    const key = `${situationKey(state.situation)} ${JSON.stringify(state.started.given)} ${[...promisedAt].sort()} ${handoffTried} ${lastEntered(events) !== undefined}`
    let number = numbers.get(key)
    if (number === undefined) {
      number = nodes.length
      numbers.set(key, number)
      const { before: _, ...rest } = state
      nodes.push({ state: rest, promisedAt, handoffTried, next: [] })
    }
    return number
  }

  for (const { channel, given } of starts(machine, entry)) {
    const begun = begin(machine, {
      type: 'started',
      version: 1,
      id: 'x',
      journey: { id: entry, hash: '' },
      channel,
      seats: { customer: 'analysis', system: 'engine' },
      seed: 0,
      given,
    })
    if (begun.problem !== undefined) throw new Error(begun.problem)
    arrive(begun.state, begun.events)
  }
  let moves = 0
  for (let at = 0; at < nodes.length; at += 1) {
    if (nodes.length > most || moves > most * MOVES) return undefined
    const node = nodes[at] as Node
    if (node.state.situation.ended !== undefined) continue
    for (const input of inputs(machine, node.state)) {
      if (!isExplored(machine, node.state, input)) continue
      moves += 1
      const moved = advance(machine, node.state, input)
      if (moved.problem !== undefined) throw new Error(moved.problem)
      const to = arrive(moved.state, moved.events, { node })
      const helps = moved.events.some((event) => isHelp(machine, event))
      node.next.push({ to, helps })
    }
  }
  return { nodes, defects, reached, endings }
}

const stepAt = (machine: Machine, event: { journey: string; step: string }): Step | undefined =>
  machine.journeys.get(event.journey)?.stepById.get(event.step)

const lastEntered = (events: readonly EngineEvent[]) =>
  events.findLast((event) => event.type === 'entered')

/** Outcomes and handoffs without a route are defects of their own and not followed. */
function isExplored(machine: Machine, state: State, input: Input): boolean {
  const waiting = expecting(machine, state)
  if (input.type === 'availability' && waiting.kind === 'connecting') {
    if (input.is === 'busy') return waiting.step.unavailable !== undefined
    if (input.is === 'closed') return waiting.step.closed !== undefined
  }
  if (input.type === 'did' && waiting.kind === 'acting' && input.outcome === 'failed') {
    const route = waiting.step.outcomes.find(({ name }) => name === 'failed')?.go
    const inForce = state.situation.stack.some(
      ({ journey }) => machine.journeys.get(journey)?.fallback !== undefined,
    )
    return route !== undefined || inForce
  }
  return true
}

const isHelp = (machine: Machine, event: EngineEvent): boolean =>
  (event.type === 'entered' && stepAt(machine, event)?.kind === 'handoff') ||
  (event.type === 'promised' && machine.promises.get(event.promise)?.owned === true)

function lookForHoles(
  machine: Machine,
  event: Extract<EngineEvent, { type: 'said' }>,
  defects: Set<string>,
): void {
  for (const [, slot] of event.text.matchAll(/\{(\w+)\}/g)) {
    if (event.intent === undefined) {
      defects.add(`unset-value-in-text ${event.journey} ${event.step} ${slot}`)
      continue
    }
    // In these projects an intent's name tells which journey owns it.
    const owner = [...machine.journeys.values()].find(({ globalIntents }) =>
      globalIntents.some(({ intent }) => intent === event.intent),
    )
    defects.add(`unset-value-in-text ${owner?.id} ${event.intent} ${slot}`)
  }
}

function judge(
  machine: Machine,
  state: State,
  events: readonly EngineEvent[],
  promisedAt: ReadonlySet<string>,
  defects: Set<string>,
): void {
  const { situation } = state
  const top = situation.stack.at(-1) as { journey: string; step: string }
  const at = `${top.journey} ${top.step}`
  if (situation.ended === 'dead_end') defects.add(`dead-end ${at} -`)
  if (['resolved', 'unresolved', 'handed_off'].includes(situation.ended ?? ''))
    for (const place of promisedAt) {
      const [journey, step] = place.split(' ') as [string, string]
      const made = stepAt(machine, { journey, step })
      if (made?.kind !== 'promise' || situation.kept.has(made.promise)) continue
      defects.add(`broken-promise ${place} -`)
    }
  const entered = lastEntered(events)
  const step = stepAt(machine, top)
  if (entered === undefined || step?.kind !== 'ask' || situation.waitsFor !== 'customer') return
  const held = situation.values.get(step.slot)
  if (held === undefined || machine.slots.get(step.slot)?.transient) return
  if (situation.told.has(step.slot)) defects.add(`repeated-ask ${at} ${step.slot}`)
  else if (!step.verifies && (held.source === 'organisation' || held.source === 'action'))
    defects.add(`ask-known ${at} ${step.slot}`)
}

/** For each journey, the first step at which some state leads to nobody. */
function helpless(machine: Machine, nodes: readonly Node[]): ReadonlyMap<string, number> {
  const before: number[][] = nodes.map(() => [])
  const safe = new Set<number>()
  for (const [at, node] of nodes.entries())
    for (const { to, helps } of node.next) {
      if (helps) safe.add(at)
      else before[to]?.push(at)
    }
  for (const at of safe) for (const from of before[at] ?? []) safe.add(from)
  const first = new Map<string, number>()
  for (const [at, node] of nodes.entries()) {
    const { situation } = node.state
    if (situation.waitsFor !== 'customer' || node.handoffTried || safe.has(at)) continue
    const top = situation.stack.at(-1) as { journey: string; step: string }
    const index = stepAt(machine, top)?.index ?? 0
    first.set(top.journey, Math.min(index, first.get(top.journey) ?? index))
  }
  return first
}
