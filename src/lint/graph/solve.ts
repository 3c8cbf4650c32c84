// Questions about paths, answered exactly. A search that follows little finds candidates; each is
// turned into inputs and run by the engine. Where a condition stands in the way, the slots it tests
// are followed too, and the search is repeated: it ends with a run that shows the defect, or with a
// search that follows all it depends on and does not find it.
import { advance, begin, conditionsOf, type EngineEvent, type State } from '../../engine/index.ts'
import type { PromiseStep } from '../../model/index.ts'
import { concretise, type Script } from './concrete.ts'
import {
  easeOf,
  type Look,
  type Search,
  type SearchOptions,
  type Sight,
  type Stop,
  type Stride,
  search,
} from './search.ts'
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
  /** Where it only matters whether there is a path: not which is shortest, nor how many there are. */
  readonly anyPath?: boolean
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

/** The most other ways into one defect that are tried, and the most states among which they are. */
const MOST_WAYS = 50
const MOST_STATES_COUNTED = 20_000

/** Keys that are looked for with the same slots followed. */
interface Round {
  readonly followed: readonly string[]
  /** All that shows, in the first round. */
  readonly wanted?: Set<string>
}

/**
 * All defects that the question finds, by key. Each key is looked for with only the slots followed
 * that stood in its own way so far: a search costs the product of the values of what it follows.
 * Paths that are easy to take come first, for they settle soonest whether there is one; what is
 * found is then shortened.
 */
export function solve(graph: Supergraph, question: Question): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>()
  const unsettled = (key: string, sight: Sight) =>
    answers.set(key, { key, confirmed: false, way: last(sight).way, also: 0 })
  const previous = new Map<string, Sight>()
  const rounds: Round[] = [{ followed: [] }]
  for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
    const { followed, wanted } = round
    const space = spaceFor(graph, question, followed)
    const found = search(graph, space, question.look, {
      ...limitsOf(question),
      weigh: easeOf,
      ...(wanted === undefined || question.anyPath !== true ? {} : { wanted }),
    })
    for (const [key, sight] of found.sights) {
      if (answers.has(key) || (wanted !== undefined && !wanted.has(key))) continue
      previous.set(key, sight)
      const tried = attempt(graph, space, question, sight)
      if ('witness' in tried) {
        answers.set(key, conclude(graph, question, followed, space, found, sight, tried.witness))
        continue
      }
      const more = nextToFollow(graph, space, tried.follow)
      if (more.length === 0 || found.exhausted) unsettled(key, sight)
      else schedule(rounds, [...followed, ...more].sort(), key)
    }
    if (!found.exhausted) continue
    // What was in sight before and was not found again is open, not refuted.
    for (const key of wanted ?? []) {
      const sight = previous.get(key)
      if (sight !== undefined && !answers.has(key)) unsettled(key, sight)
    }
  }
  return answers
}

const spaceFor = (graph: Supergraph, question: Question, followed: readonly string[]): Space =>
  createSpace(graph.machine, {
    deep: question.deep,
    shallow: followed,
    ...(question.promise === undefined ? {} : { promise: question.promise }),
  })

const limitsOf = ({ stop, from }: Question): Pick<SearchOptions, 'stop' | 'from'> => ({
  ...(stop === undefined ? {} : { stop }),
  ...(from === undefined ? {} : { from }),
})

/** The answer for a defect that a run has shown: with its shortest witness and the other ways in. */
function conclude(
  graph: Supergraph,
  question: Question,
  followed: readonly string[],
  space: Space,
  found: Search,
  sight: Sight,
  witness: readonly EngineEvent[],
): Answer {
  const { key } = sight.sighting
  if (question.anyPath === true)
    return { key, confirmed: true, witness, way: last(sight).way, also: 0 }
  const best = shortest(graph, question, followed, sight, witness)
  const also = countOtherWays(graph, space, question, found, best.sight)
  return { key, confirmed: true, witness: best.witness, way: last(best.sight).way, also }
}

/** How often a shorter path is looked for that turns out not to be one. */
const MOST_SHORTENINGS = 8
const SHORTENING_BUDGET = 60_000

/**
 * The shortest path that a run can take, counted in inputs: the cheapest of all paths that a run
 * can take. Where following what stands in its way costs too much, the path that was found stays.
 */
function shortest(
  graph: Supergraph,
  question: Question,
  followed: readonly string[],
  sight: Sight,
  witness: readonly EngineEvent[],
): { readonly sight: Sight; readonly witness: readonly EngineEvent[] } {
  const { key } = sight.sighting
  const wanted = new Set([key])
  let following = followed
  for (let tries = 0; tries < MOST_SHORTENINGS; tries += 1) {
    const space = spaceFor(graph, question, following)
    const found = search(graph, space, question.look, {
      ...limitsOf(question),
      wanted,
      budget: SHORTENING_BUDGET,
    })
    const shorter = found.sights.get(key)
    if (shorter === undefined || found.exhausted || inputsOf(shorter) >= inputsOf(sight)) break
    const tried = attempt(graph, space, question, shorter)
    if ('witness' in tried) return { sight: shorter, witness: tried.witness }
    const more = nextToFollow(graph, space, tried.follow)
    if (more.length === 0) break
    following = [...following, ...more].sort()
  }
  return { sight, witness }
}

const inputsOf = (sight: Sight): number => sight.path.reduce((sum, { way }) => sum + way.cost, 0)

/** The slots that stand in the way; where all of them are followed already, all that decide. */
export function nextToFollow(
  graph: Supergraph,
  space: Space,
  follow: readonly string[],
): readonly string[] {
  const missing = follow.filter((slot) => !space.slots.includes(slot))
  return missing.length > 0
    ? missing
    : controlSlots(graph).filter((slot) => !space.slots.includes(slot))
}

function schedule(rounds: Round[], followed: readonly string[], key: string): void {
  const same = rounds.find((round) => round.followed.join() === followed.join())
  if (same?.wanted !== undefined) same.wanted.add(key)
  else rounds.push({ followed, wanted: new Set([key]) })
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

/** A run along a path, if values can be found for what it leaves open. */
export function runPath(graph: Supergraph, space: Space, path: readonly Stride[]): Run | undefined {
  const made = concretise(graph, space, { sighting: { key: '' }, path })
  return 'script' in made ? runScript(graph, made.script) : undefined
}

/** Runs a script; nothing when the engine turns one of its inputs away. */
function runScript(graph: Supergraph, script: Script, seed = 0): Run | undefined {
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
    // One by one: there may be more than a call can take arguments.
    for (const event of moved.events) events.push(event)
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
  if (reached.count > MOST_STATES_COUNTED) return 0
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
  let tries = 0
  for (let state = 0; state < reached.count && tries < MOST_WAYS; state += 1)
    for (const { stride, to } of reached.strides(state)) {
      const goal = goals.get(to)
      const origin = cameFrom(graph, stride.way)
      if (goal === undefined || taken.has(origin) || tries >= MOST_WAYS) continue
      tries += 1
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
