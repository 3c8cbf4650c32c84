// Questions about what can never happen any more: the analysis follows more and more of what
// decides, until every state in question surely reaches a goal or surely does not.

import { type Reached, type Sight, type Stop, search } from './search.ts'
import { type Answer, attempt, controlSlots, type Run } from './solve.ts'
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
    const { sure, may, open } = reaching(space, found.reached, question)
    const answers = new Map<number, Answer>()
    const missing = new Set<string>()
    let unsettled = false
    for (let state = 0; state < found.reached.count; state += 1) {
      const place = found.reached.placeOf(state)
      if (!question.asksAbout(place) || sure.has(state)) continue
      if (answers.get(place)?.confirmed) continue
      const path = found.reached.pathTo(state)
      const way = path.at(-1)?.way
      if (way === undefined) continue
      if (may.has(state)) {
        unsettled = true
        continue
      }
      const sight: Sight = { sighting: { key: String(place) }, path }
      const shows = (run: Run) => question.shows(run, place)
      const tried = attempt(graph, space, { shows }, sight)
      if ('witness' in tried)
        answers.set(place, {
          key: String(place),
          confirmed: true,
          witness: tried.witness,
          way,
          also: 0,
        })
      else {
        unsettled = true
        for (const slot of tried.follow) missing.add(slot)
      }
    }
    if (!unsettled && !found.exhausted) return answers
    for (const slot of open) missing.add(slot)
    for (const slot of space.slots) missing.delete(slot)
    if (missing.size === 0)
      for (const slot of controlSlots(graph)) if (!space.slots.includes(slot)) missing.add(slot)
    if (missing.size === 0 || found.exhausted)
      return withUnsettled(found.reached, question, answers, sure)
    for (const slot of missing) followed.add(slot)
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
  /** States from which a goal is reached with no open condition in the way. */
  readonly sure: ReadonlySet<number>
  /** States from which a goal is reached if open conditions come out right. */
  readonly may: ReadonlySet<number>
  /** Slots of all conditions that were left open. */
  readonly open: ReadonlySet<string>
}

function reaching(space: Space, reached: Reached, question: NeverQuestion): Reaching {
  const surely = new Map<number, number[]>()
  const maybe = new Map<number, number[]>()
  const open = new Set<string>()
  const add = (map: Map<number, number[]>, to: number, from: number) => {
    const list = map.get(to)
    if (list === undefined) map.set(to, [from])
    else list.push(from)
  }
  const goals: number[] = []
  for (let state = 0; state < reached.count; state += 1) {
    if (question.isGoal(reached.placeOf(state))) goals.push(state)
    for (const { stride, to } of reached.strides(state)) {
      const guards = openGuards(space, stride.way.guards, reached.vectorOf(state)) ?? []
      for (const test of guards.flatMap(({ condition }) => condition.flat())) open.add(test.slot)
      add(maybe, to, state)
      if (guards.length === 0) add(surely, to, state)
    }
  }
  return { sure: backwards(goals, surely), may: backwards(goals, maybe), open }
}

function backwards(
  goals: readonly number[],
  before: ReadonlyMap<number, readonly number[]>,
): ReadonlySet<number> {
  const found = new Set(goals)
  for (const state of found) for (const from of before.get(state) ?? []) found.add(from)
  return found
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
