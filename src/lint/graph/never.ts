// Questions about what can never happen any more: the analysis follows more and more of what
// decides, until every state in question surely reaches a goal or surely does not.

import { type Reached, type Sight, type Stop, search } from './search.ts'
import { type Answer, attempt, controlSlots, nextToFollow, type Run } from './solve.ts'
import { createSpace, openGuards, type Space } from './space.ts'
import type { Supergraph, Way } from './supergraph.ts'

export interface NeverQuestion {
  readonly from?: (way: Way) => boolean
  readonly stop: Stop
  readonly isGoal: (place: number) => boolean
  /** The places that must be able to reach a goal. */
  readonly asksAbout: (place: number) => boolean
  /** Whether a run came to that place; how many of its events show it. */
  readonly shows: (run: Run, place: number) => number | undefined
}

/** The places in question from which some conversation can reach no goal, with the way there. */
export function followWhatDecides(
  graph: Supergraph,
  question: NeverQuestion,
): ReadonlyMap<number, Answer> {
  const followed = new Set<string>()
  for (;;) {
    const space = createSpace(graph.machine, { deep: [], shallow: [...followed], settled: true })
    const found = search(graph, space, () => [], {
      stop: question.stop,
      ...(question.from === undefined ? {} : { from: question.from }),
    })
    const { reached } = found
    const { sure, may, openOnTheWay } = reaching(graph, space, reached, question)
    const answers = new Map<number, Answer>()
    let missing: readonly string[] | undefined
    for (let state = 0; state < reached.count; state += 1) {
      const place = reached.placeOf(state)
      if (!question.asksAbout(place) || sure.has(state)) continue
      if (answers.get(place)?.confirmed) continue
      const path = reached.pathTo(state)
      const way = path.at(-1)?.way
      if (way === undefined) continue
      if (may.has(state)) {
        missing ??= openOnTheWay(state)
        continue
      }
      const sight: Sight = { sighting: { key: String(place) }, path }
      const shows = (run: Run) => question.shows(run, place)
      const tried = attempt(graph, space, { shows }, sight)
      const key = String(place)
      if ('witness' in tried)
        answers.set(place, { key, confirmed: true, witness: tried.witness, way, also: 0 })
      else missing ??= tried.follow
    }
    if (missing === undefined && !found.exhausted) return answers
    const more = nextToFollow(graph, space, missing ?? [])
    if (more.length === 0 || found.exhausted) return withUnsettled(reached, question, answers, sure)
    for (const slot of more) followed.add(slot)
  }
}

/** The budget ran out, or nothing is left to follow: what is open is said to be unconfirmed. */
function withUnsettled(
  reached: Reached,
  question: NeverQuestion,
  answers: Map<number, Answer>,
  sure: ReadonlySet<number>,
): ReadonlyMap<number, Answer> {
  for (let state = 0; state < reached.count; state += 1) {
    const place = reached.placeOf(state)
    const way = reached.pathTo(state).at(-1)?.way
    if (!question.asksAbout(place) || sure.has(state) || answers.has(place) || way === undefined)
      continue
    answers.set(place, { key: String(place), confirmed: false, way, also: 0 })
  }
  return answers
}

interface Reaching {
  /** States from which a goal is reached whatever the values are that are not followed. */
  readonly sure: ReadonlySet<number>
  /** States from which a goal is reached if open conditions come out right. */
  readonly may: ReadonlySet<number>
  /** The open conditions on the way from a state to a goal, nearest first. */
  openOnTheWay(state: number): readonly string[]
}

/**
 * Backwards from the goals. Where somebody's input decides, one way that surely leads there is
 * enough. Where conditions decide, one of the ways will be taken: all of them must lead there.
 */
function reaching(
  graph: Supergraph,
  space: Space,
  reached: Reached,
  question: NeverQuestion,
): Reaching {
  const before: number[][] = []
  const missing: number[] = []
  const goals: number[] = []
  // What the budget left out may lead anywhere, and surely nowhere.
  const cut: number[] = []
  for (let state = 0; state < reached.count; state += 1) {
    const place = reached.placeOf(state)
    if (question.isGoal(place)) goals.push(state)
    const isCut = reached.isCut(state)
    if (isCut) cut.push(state)
    const strides = reached.strides(state)
    missing[state] = isDecidedByConditions(graph, place) ? strides.length + (isCut ? 1 : 0) : 1
    for (const { to } of strides) {
      const list = before[to]
      if (list === undefined) before[to] = [state]
      else list.push(state)
    }
  }

  const sure = new Set(goals)
  for (const state of sure)
    for (const from of before[state] ?? []) {
      missing[from] = (missing[from] ?? 0) - 1
      if (missing[from] === 0) sure.add(from)
    }

  const may = new Set([...goals, ...cut])
  for (const state of may) for (const from of before[state] ?? []) may.add(from)

  return { sure, may, openOnTheWay: (state) => openOnTheWay(space, reached, sure, state) }
}

const isDecidedByConditions = (graph: Supergraph, place: number): boolean => {
  const at = graph.places[place]?.at
  return at === 'enter' || at === 'leave'
}

/** Forwards from a state that is not sure: the first conditions that are open there. */
function openOnTheWay(
  space: Space,
  reached: Reached,
  sure: ReadonlySet<number>,
  start: number,
): readonly string[] {
  const seen = new Set([start])
  for (const state of seen)
    for (const { stride, to } of reached.strides(state)) {
      const open = openGuards(space, stride.way.guards, reached.vectorOf(state)) ?? []
      const slots = open.flatMap(({ condition }) => condition.flat().map(({ slot }) => slot))
      if (slots.length > 0) return [...new Set(slots)]
      if (!sure.has(to)) seen.add(to)
    }
  return []
}

/** Whether a conversation can come back to the same state with no input between. */
export function endlessFrom(graph: Supergraph, from: (way: Way) => boolean): boolean {
  const space = createSpace(graph.machine, { deep: [], shallow: controlSlots(graph) })
  const { reached } = search(graph, space, () => [], { from })
  const done = new Set<number>()
  for (let root = 0; root < reached.count; root += 1) {
    const onPath = new Set<number>()
    const stack: { readonly state: number; readonly next: number[] }[] = []
    const push = (state: number) => {
      onPath.add(state)
      const next = reached
        .strides(state)
        .flatMap(({ stride, to }) => (stride.way.move === undefined ? [to] : []))
      stack.push({ state, next })
    }
    if (!done.has(root)) push(root)
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.next.pop()
      if (next === undefined) {
        onPath.delete(top.state)
        done.add(top.state)
        stack.pop()
      } else if (onPath.has(next)) return true
      else if (!done.has(next)) push(next)
    }
  }
  return false
}
