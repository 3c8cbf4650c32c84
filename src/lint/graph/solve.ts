// Questions about paths, answered exactly. A search that follows little finds candidates; each is
// turned into inputs and run by the engine. Where a condition stands in the way, the slots it tests
// are followed too, and the search is repeated: it ends with a run that shows the defect, or with a
// search that follows all it depends on and does not find it.
import { advance, begin, conditionsOf, type EngineEvent, type State } from '../../engine/index.ts'
import type { PromiseStep } from '../../model/index.ts'
import { concretise, type Script } from './concrete.ts'
import { type Look, type Search, type Sight, type Stop, type Stride, search } from './search.ts'
import { createSpace, type Space } from './space.ts'
import type { Supergraph, Way } from './supergraph.ts'

/** A conversation that the engine has run. */
export interface Run {
  readonly events: readonly EngineEvent[]
  readonly state: State
}

export interface Question {
  /** Slots whose whole state matters to it. */
  readonly deep: readonly string[]
  readonly promise?: PromiseStep
  readonly look: Look
  /**
   * Whether a run shows the defect; how many of its events are needed to see it.
   * @param key the sighting's key
   */
  readonly shows: (run: Run, key: string) => number | undefined
  readonly stop?: Stop
  /** Which starts count; all when absent. */
  readonly from?: (way: Way) => boolean
  /** False where nobody asks how many other ways there are. */
  readonly countWays?: boolean
}

export interface Answer {
  readonly key: string
  /** False: the search ran out of budget before it could be settled. */
  readonly confirmed: boolean
  /** The events of the run that shows it; absent when not confirmed. */
  readonly witness?: readonly EngineEvent[]
  /** The last stride of the path: where it shows. */
  readonly way: Way
  /** How many other steps lead into the same defect, each of them run. */
  readonly also: number
}

/** The most other ways into one defect that are run and counted. */
const MOST_WAYS = 25

/** All defects that the question finds, by key. */
export function solve(graph: Supergraph, question: Question): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>()
  const all = controlSlots(graph)
  const followed = new Set<string>()
  let candidates: ReadonlyMap<string, Sight> = new Map()
  for (;;) {
    const space = createSpace(graph.machine, {
      deep: question.deep,
      shallow: [...followed],
      ...(question.promise === undefined ? {} : { promise: question.promise }),
    })
    const found = search(graph, space, question.look, {
      ...(question.stop === undefined ? {} : { stop: question.stop }),
      ...(question.from === undefined ? {} : { from: question.from }),
    })
    const missing = new Set<string>()
    const open: Sight[] = []
    for (const [key, sight] of found.sights) {
      if (answers.has(key)) continue
      const tried = attempt(graph, space, question, sight)
      if ('witness' in tried) {
        const also =
          question.countWays === false ? 0 : countOtherWays(graph, space, question, found, sight)
        answers.set(key, {
          key,
          confirmed: true,
          witness: tried.witness,
          way: last(sight).way,
          also,
        })
        continue
      }
      open.push(sight)
      for (const slot of tried.follow) if (!space.slots.includes(slot)) missing.add(slot)
    }
    if (found.exhausted)
      for (const [key, sight] of new Map([...candidates, ...found.sights]))
        if (!answers.has(key))
          answers.set(key, { key, confirmed: false, way: last(sight).way, also: 0 })
    if (open.length === 0 || found.exhausted) return answers
    if (missing.size === 0)
      for (const slot of all) if (!space.slots.includes(slot)) missing.add(slot)
    if (missing.size === 0) {
      for (const sight of open)
        answers.set(sight.sighting.key, {
          key: sight.sighting.key,
          confirmed: false,
          way: last(sight).way,
          also: 0,
        })
      return answers
    }
    for (const slot of missing) followed.add(slot)
    candidates = found.sights
  }
}

/** The slots that decide where conversations of a graph go. */
export function controlSlots(graph: Supergraph): readonly string[] {
  const slots = new Set<string>()
  for (const journey of graph.machine.journeys.values()) {
    for (const condition of conditionsOf(journey))
      for (const test of condition.flat()) slots.add(test.slot)
    for (const step of journey.steps)
      if (step.kind === 'ask' && step.skipIfKnown) slots.add(step.slot)
  }
  return [...slots].sort()
}

const last = (sight: Sight): Stride => sight.path.at(-1) as Stride

/** Turns a path into a conversation and has the engine run it. */
export function attempt(
  graph: Supergraph,
  space: Space,
  question: Pick<Question, 'shows'>,
  sight: Sight,
): { readonly witness: readonly EngineEvent[] } | { readonly follow: readonly string[] } {
  const made = concretise(graph, space, sight)
  if ('follow' in made) return made
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const run = runScript(graph, made.script, seed)
    const length = run === undefined ? undefined : question.shows(run, sight.sighting.key)
    if (run !== undefined && length !== undefined) return { witness: run.events.slice(0, length) }
    if (!dependsOnSeed(last(sight).way)) break
  }
  return { follow: [] }
}

/** Enough that a variation of a dozen is missed by all of them once in ten million times. */
const SEEDS = 200

const dependsOnSeed = ({ words }: Way): boolean => words !== undefined && words.wording.length > 1

/** Runs a script; nothing when the engine turns one of its inputs away. */
export function runScript(graph: Supergraph, script: Script, seed = 0): Run | undefined {
  const { machine } = graph
  const hash = machine.journeys.get(script.journey)?.file.hash ?? ''
  let moved = begin(machine, {
    type: 'started',
    version: 1,
    id: 'witness',
    journey: { id: script.journey, hash },
    channel: script.channel,
    seats: { customer: 'analysis', system: 'engine' },
    seed,
    given: { ...script.given },
  })
  if (moved.problem !== undefined) return undefined
  const events = [...moved.events]
  for (const input of script.inputs) {
    moved = advance(machine, moved.state, input)
    if (moved.problem !== undefined) return undefined
    events.push(...moved.events)
  }
  return { events, state: moved.state }
}

/** Counts the other steps from which the same defect is come to; each is run to be sure. */
function countOtherWays(
  graph: Supergraph,
  space: Space,
  question: Question,
  found: Search,
  sight: Sight,
): number {
  const { key } = sight.sighting
  const { reached } = found
  const goals = new Map<number, { readonly stride: Stride; readonly sight: Sight['sighting'] }>()
  for (let state = 0; state < reached.count; state += 1)
    for (const { stride } of reached.strides(state))
      for (const sighting of question.look(
        space,
        stride.way,
        reached.vectorOf(state),
        stride.after,
      ))
        if (sighting.key === key && !goals.has(state)) goals.set(state, { stride, sight: sighting })
  const taken = new Set([cameFrom(graph, sight.path.at(-2)?.way)])
  let others = 0
  for (let state = 0; state < reached.count && taken.size <= MOST_WAYS; state += 1)
    for (const { stride, to } of reached.strides(state)) {
      const goal = goals.get(to)
      const origin = cameFrom(graph, stride.way)
      if (goal === undefined || taken.has(origin)) continue
      const path = [...reached.pathTo(state), stride, goal.stride]
      const tried = attempt(graph, space, question, { sighting: goal.sight, path })
      if (!('witness' in tried)) continue
      taken.add(origin)
      others += 1
    }
  return others
}

/** The step a way comes from, in words that are the same in every context. */
function cameFrom(graph: Supergraph, way: Way | undefined): string {
  const place = way === undefined ? undefined : graph.places[way.from]
  return place === undefined || place.at === 'start'
    ? 'start'
    : `${place.context.journey.id} ${place.step.id}`
}
