// The search: cheapest ways first, over places of the supergraph and what a space follows there.
import { openGuards, type Space, type Vector } from './space.ts'
import type { Change, Guard, Supergraph, Way } from './supergraph.ts'

/** A defect that a way may show, and what more must hold for it to. */
export interface Sighting {
  /** The same for all ways that show the same defect. */
  readonly key: string
  readonly needs?: Guard
}

/** Looks at a way from a state to a state, and says which defects show there. */
export type Look = (space: Space, way: Way, before: Vector, after: Vector) => readonly Sighting[]

/** A step of a path: a way taken, and what is followed after it. */
export interface Stride {
  readonly way: Way
  readonly after: Vector
}

/** A path that shows a defect: its last stride is the way on which it shows. */
export interface Sight {
  readonly sighting: Sighting
  readonly path: readonly Stride[]
}

export interface Search {
  /** By key, the cheapest path that shows it. */
  readonly sights: ReadonlyMap<string, Sight>
  /** Whether the budget ended it early. */
  readonly exhausted: boolean
  /** All states reached: for questions about what cannot happen. */
  readonly reached: Reached
}

export interface Reached {
  readonly count: number
  placeOf(state: number): number
  vectorOf(state: number): Vector
  pathTo(state: number): readonly Stride[]
  /** Whether the cheapest way here passes no condition that is left open: then a run can take it. */
  isSure(state: number): boolean
  /** Whether a way out of a state leads to one that the budget left out. */
  isCut(state: number): boolean
  /** The strides out of a state, with the states they lead to. */
  strides(state: number): readonly { readonly stride: Stride; readonly to: number }[]
}

/** Ends a search before it takes minutes: states, about a microsecond and a hundred bytes each. */
export const BUDGET = 400_000

/**
 * What a way costs where any path will do: one that asks is easier to take than one that skips the
 * ask, for which a value must be there already.
 */
export const easeOf = (way: Way): number => way.cost + (way.skips === true ? SKIP_COST : 0)

const SKIP_COST = 10

/** Where a search may not go on from. */
export type Stop = (place: number) => boolean

export interface SearchOptions {
  readonly stop?: Stop
  /** Which starts count; all when absent. */
  readonly from?: (way: Way) => boolean
  /** What a way costs, a small whole number; the inputs it takes when absent. */
  readonly weigh?: (way: Way) => number
  /** Ends the search as soon as all of these are sighted. */
  readonly wanted?: ReadonlySet<string>
  readonly budget?: number
}

interface StateTable {
  readonly place: number[]
  readonly vector: Vector[]
  readonly cost: number[]
  readonly previous: number[]
  readonly by: (Way | undefined)[]
  readonly sure: boolean[]
}

/**
 * Explores everything from the start. Time and memory grow with the number of states, that is
 * places times the vectors possible there, and with the ways out of each.
 */
export function search(
  graph: Supergraph,
  space: Space,
  look: Look,
  options: SearchOptions = {},
): Search {
  const { stop, from = () => true, weigh = (way) => way.cost, wanted } = options
  const budget = Math.min(options.budget ?? BUDGET, space.refined ? graph.effort.left : BUDGET)
  const states: StateTable = { place: [], vector: [], cost: [], previous: [], by: [], sure: [] }
  const known: Map<number | string, number>[] = []
  const queue: number[][] = []
  const sights = new Map<
    string,
    {
      readonly sighting: Sighting
      readonly state: number
      readonly stride: Stride
      readonly cost: number
    }
  >()
  const ways = waysIn(graph, space)
  let exhausted = false

  const stateAt = (
    place: number,
    vector: Vector,
  ): { readonly state: number; readonly isNew: boolean } => {
    let here = known[place]
    if (here === undefined) {
      here = new Map()
      known[place] = here
    }
    const key = space.keyOf(vector)
    const state = here.get(key)
    if (state !== undefined) return { state, isNew: false }
    const made = states.place.length
    here.set(key, made)
    states.place.push(place)
    states.vector.push(vector)
    return { state: made, isNew: true }
  }

  const enqueue = (state: number, cost: number) => {
    const layer = queue[cost]
    if (layer === undefined) queue[cost] = [state]
    else layer.push(state)
  }

  for (const initial of space.initials) {
    const { state } = stateAt(graph.start, initial)
    states.cost.push(0)
    states.previous.push(-1)
    states.by.push(undefined)
    states.sure.push(true)
    enqueue(state, 0)
  }

  for (let cost = 0; cost < queue.length; cost += 1) {
    const layer = queue[cost]
    if (layer === undefined) continue
    if (wanted !== undefined && isAllSeen(wanted, sights)) break
    for (let at = 0; at < layer.length; at += 1) {
      const state = layer[at] as number
      if (states.cost[state] !== cost) continue
      const place = states.place[state] as number
      const before = states.vector[state] as Vector
      if (stop?.(place)) continue
      for (const way of ways(place)) {
        if (place === graph.start && !from(way)) continue
        const open = openGuards(space, way.guards, before)
        if (open === undefined) continue
        const sure = open.length === 0 && states.sure[state] === true
        for (const after of space.after(way.changes, before)) {
          const total = cost + weigh(way)
          for (const sighting of look(space, way, before, after)) {
            if (wanted !== undefined && !wanted.has(sighting.key)) continue
            const seen = sights.get(sighting.key)
            if (seen === undefined || total < seen.cost)
              sights.set(sighting.key, { sighting, state, stride: { way, after }, cost: total })
          }
          if (states.place.length >= budget) {
            exhausted = true
            continue
          }
          const { state: next, isNew } = stateAt(way.to, after)
          if (!isNew && total >= (states.cost[next] as number)) continue
          states.cost[next] = total
          states.previous[next] = state
          states.by[next] = way
          states.sure[next] = sure
          enqueue(next, total)
        }
      }
    }
    queue[cost] = []
  }

  if (space.refined) graph.effort.left -= states.place.length

  const pathTo = (state: number): readonly Stride[] => {
    const path: Stride[] = []
    for (let at = state; at >= 0; at = states.previous[at] as number) {
      const way = states.by[at]
      if (way !== undefined) path.push({ way, after: states.vector[at] as Vector })
    }
    return path.reverse()
  }

  const stridesFrom = (state: number): readonly { stride: Stride; to: number | undefined }[] => {
    const place = states.place[state] as number
    const before = states.vector[state] as Vector
    if (stop?.(place)) return []
    return ways(place).flatMap((way) => {
      if (place === graph.start && !from(way)) return []
      if (openGuards(space, way.guards, before) === undefined) return []
      return space
        .after(way.changes, before)
        .map((after) => ({ stride: { way, after }, to: known[way.to]?.get(space.keyOf(after)) }))
    })
  }

  return {
    sights: new Map(
      [...sights].map(([key, { sighting, state, stride }]) => [
        key,
        { sighting, path: [...pathTo(state), stride] },
      ]),
    ),
    exhausted,
    reached: {
      count: states.place.length,
      placeOf: (state) => states.place[state] as number,
      vectorOf: (state) => states.vector[state] as Vector,
      pathTo,
      isSure: (state) => states.sure[state] === true,
      isCut: (state) => exhausted && stridesFrom(state).some(({ to }) => to === undefined),
      strides: (state) =>
        stridesFrom(state).flatMap(({ stride, to }) => (to === undefined ? [] : [{ stride, to }])),
    },
  }
}

const isAllSeen = (wanted: ReadonlySet<string>, seen: ReadonlyMap<string, unknown>): boolean =>
  seen.size >= wanted.size && [...wanted].every((key) => seen.has(key))

/** The ways of the graph, and those by which a customer tells a followed slot unasked. */
function waysIn(graph: Supergraph, space: Space): (place: number) => readonly Way[] {
  const made: (readonly Way[] | undefined)[] = []
  return (place) => {
    let ways = made[place]
    if (ways === undefined) {
      const telling = tellingWays(graph, space, place)
      ways = telling.length === 0 ? graph.ways(place) : [...graph.ways(place), ...telling]
      made[place] = ways
    }
    return ways
  }
}

/**
 * An utterance that tells slots unasked is taken apart: it begins with the first of them, goes on
 * with later ones (so that each set is told in one order only), and then answers or ends.
 */
function tellingWays(graph: Supergraph, space: Space, place: number): readonly Way[] {
  const at = graph.places[place]
  if (at === undefined || (at.at !== 'listen' && at.at !== 'mid')) return []
  const tellable = graph.tellable(place)
  const upto = at.at === 'mid' ? at.upto : 0
  const what = at.step.kind === 'confirm' ? 'correct' : 'volunteer'
  return space.slots.flatMap((slot, index) => {
    if (index < upto || !tellable.has(slot)) return []
    const changes: readonly Change[] = [{ do: what, slot }]
    return [
      {
        from: place,
        to: graph.between(place, index + 1),
        cost: at.at === 'listen' ? 1 : 0,
        guards: [],
        changes,
        move: { by: 'tell' },
      },
    ]
  })
}
