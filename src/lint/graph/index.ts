// The door of the analysis: one supergraph for journeys that lead to each other, and questions to it.
import { createMachine, type Machine } from '../../engine/index.ts'
import type { Journey, Project } from '../../model/index.ts'
import { createFlow, type Flow } from './flow.ts'
import { slotsUsed } from './slots-used.ts'
import { createSupergraph, type Supergraph } from './supergraph.ts'

export { endlessFrom, followWhatDecides } from './never.ts'
export { easeOf, search } from './search.ts'
export { type Answer, type Question, type Run, runPath, solve } from './solve.ts'
export { createSpace, type SlotState } from './space.ts'
export {
  CHANNELS,
  type Context,
  type DeadEnd,
  type Place,
  type Supergraph,
  type Way,
} from './supergraph.ts'

/** Journeys that lead to each other, directly or not, and all conversations over them. */
export interface Region {
  readonly machine: Machine
  readonly graph: Supergraph
  /** The coarse view: rules out most questions before a search. */
  readonly flow: Flow
  /** In order of their ids. */
  readonly journeys: readonly Journey[]
  readonly entries: readonly string[]
}

/** A project cut into regions, and the journeys left out because one they belong with has errors. */
export interface Regions {
  readonly regions: readonly Region[]
  readonly skipped: readonly string[]
}

/** Cuts a project into regions. Linear in the number of journeys and steps. */
export function regionsOf(project: Project): Regions {
  const leader = new Map<string, string>()
  const find = (id: string): string => {
    let at = id
    for (let next = leader.get(at) ?? at; next !== at; next = leader.get(at) ?? at) at = next
    if (at !== id) leader.set(id, at)
    return at
  }
  const join = (one: string, other: string) => leader.set(find(one), find(other))
  for (const journey of project.journeys.values())
    for (const step of journey.steps)
      if (step.kind === 'subjourney' || step.kind === 'continue_in') join(journey.id, step.journey)
  for (const [id, others] of project.broken) for (const other of others) join(id, other)

  const groups = new Map<string, string[]>()
  for (const id of [...project.journeys.keys(), ...project.broken.keys()].sort()) {
    const group = groups.get(find(id))
    if (group === undefined) groups.set(find(id), [id])
    else group.push(id)
  }
  const skipped: string[] = []
  const regions: Region[] = []
  for (const ids of groups.values()) {
    if (ids.some((id) => project.broken.has(id))) {
      skipped.push(...ids.filter((id) => !project.broken.has(id)))
      continue
    }
    const journeys = ids.flatMap((id) => project.journeys.get(id) ?? [])
    const entries = ids.filter((id) => project.entries.includes(id))
    const machine = createMachine({
      journeys: new Map(journeys.map((journey) => [journey.id, journey])),
      slots: slotsOf(project, journeys),
      promises: project.promises,
    })
    const graph = createSupergraph(machine, entries)
    regions.push({ machine, graph, flow: createFlow(graph), journeys, entries })
  }
  return { regions, skipped: skipped.sort() }
}

/** The slots that the journeys of a region declare or name. */
function slotsOf(project: Project, journeys: readonly Journey[]): Project['slots'] {
  const names = new Set(journeys.flatMap((journey) => [...slotsUsed(journey)]))
  return new Map(
    [...names].flatMap((name) => {
      const slot = project.slots.get(name)
      return slot === undefined ? [] : [[name, slot] as const]
    }),
  )
}
