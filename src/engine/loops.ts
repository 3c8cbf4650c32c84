// Where a conversation could go round without anybody saying or doing anything. Only there need the
// engine watch for coming back to the same state.
import type { Step } from '../model/index.ts'
import type { Machine } from './types.ts'

const found = new WeakMap<Machine, ReadonlySet<Step>>()

/** The steps on a circle of steps that need no input. Linear in the number of steps and routes. */
export function stepsOnLoops(machine: Machine): ReadonlySet<Step> {
  let loops = found.get(machine)
  if (loops === undefined) {
    loops = findLoops(automaticWays(machine))
    found.set(machine, loops)
  }
  return loops
}

/** For each step that does not wait, the steps it can lead to at once. */
function automaticWays(machine: Machine): ReadonlyMap<Step, readonly Step[]> {
  const callers = new Map<string, Step[]>()
  for (const journey of machine.journeys.values())
    for (const step of journey.steps)
      if (step.kind === 'subjourney') {
        const list = callers.get(step.journey)
        if (list === undefined) callers.set(step.journey, [step])
        else list.push(step)
      }
  const ways = new Map<Step, readonly Step[]>()
  const after = new Map<Step, readonly Step[]>()
  for (const journey of machine.journeys.values()) {
    const named = (ids: readonly (string | undefined)[]) =>
      ids.flatMap((id) => (id === undefined ? [] : (journey.stepById.get(id) ?? [])))
    for (const step of journey.steps) {
      const next = named(step.next.map(({ go }) => go))
      if (step.kind === 'subjourney')
        after.set(step, [...next, ...named([step.resolved, step.unresolved])])
      if (step.kind === 'say' || step.kind === 'promise') ways.set(step, next)
      else if (step.kind === 'ask' && step.skipIfKnown) ways.set(step, next)
      else if (step.kind === 'subjourney' || step.kind === 'continue_in')
        ways.set(step, machine.journeys.get(step.journey)?.steps.slice(0, 1) ?? [])
    }
  }
  for (const journey of machine.journeys.values())
    for (const step of journey.steps)
      if (step.kind === 'end')
        ways.set(
          step,
          (callers.get(journey.id) ?? []).flatMap((caller) => after.get(caller) ?? []),
        )
  return ways
}

/** Strongly connected parts with a circle in them (Tarjan 1972, without recursion). */
function findLoops(ways: ReadonlyMap<Step, readonly Step[]>): ReadonlySet<Step> {
  const index = new Map<Step, number>()
  const low = new Map<Step, number>()
  const open: Step[] = []
  const isOpen = new Set<Step>()
  const loops = new Set<Step>()
  for (const root of ways.keys()) {
    if (index.has(root)) continue
    const work: { readonly step: Step; at: number }[] = [{ step: root, at: 0 }]
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { step } = top
      if (top.at === 0) {
        index.set(step, index.size)
        low.set(step, index.get(step) as number)
        open.push(step)
        isOpen.add(step)
      }
      const next = ways.get(step)?.[top.at]
      top.at += 1
      if (next !== undefined) {
        if (!index.has(next)) work.push({ step: next, at: 0 })
        else if (isOpen.has(next))
          low.set(step, Math.min(low.get(step) as number, index.get(next) as number))
        continue
      }
      work.pop()
      const below = work.at(-1)?.step
      if (below !== undefined)
        low.set(below, Math.min(low.get(below) as number, low.get(step) as number))
      if (low.get(step) !== index.get(step)) continue
      const part = open.splice(open.lastIndexOf(step))
      for (const member of part) isOpen.delete(member)
      if (part.length > 1 || ways.get(step)?.includes(step))
        for (const member of part) loops.add(member)
    }
  }
  return loops
}
