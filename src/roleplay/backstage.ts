// Backstage without a person: everything goes well, or it is left to the seed.
import { type State, standIn } from '../engine/index.ts'
import type { DoStep, Outcome, Slot, Value } from '../model/index.ts'
import { draw } from './chance.ts'
import type { Backstage } from './seats.ts'

type Slots = ReadonlyMap<string, Slot>

/** Invented values of what an outcome learns. */
export const inventLearned = (
  outcome: Outcome | undefined,
  slots: Slots,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    (outcome?.learns ?? []).flatMap((name) => {
      const slot = slots.get(name)
      return slot === undefined ? [] : [[name, standIn(slot)]]
    }),
  )

export const outcomeNamed = (step: DoStep, name: string): Outcome | undefined =>
  step.outcomes.find((outcome) => outcome.name === name)

/** Every action succeeds and somebody is always free. */
export const smoothBackstage = (slots: Slots): Backstage => ({
  act: async ({ expecting }) => ({
    kind: 'did',
    outcome: 'succeeded',
    learned: inventLearned(outcomeNamed(expecting.step, 'succeeded'), slots),
  }),
  connect: async () => ({ kind: 'is', is: 'free' }),
})

const SUCCESS = 0.65
const FREE = 0.65
const BUSY = 0.25
const CLOSED = 0.1

/**
 * Outcomes and people drawn by the seed: about two times in three all goes well, the rest is
 * shared among everything else that can happen. Our judgement: often enough to meet trouble in a
 * session, rare enough to get somewhere.
 */
export const surprisingBackstage = (slots: Slots, seed: number): Backstage => ({
  act: async ({ state, expecting }) => {
    const others = expecting.step.outcomes.filter((outcome) => outcome.name !== 'succeeded')
    const name =
      draw(seed, question(state, expecting.step.action), [
        ['succeeded', SUCCESS],
        ...others.map((outcome) => [outcome.name, (1 - SUCCESS) / others.length] as const),
      ]) ?? 'succeeded'
    return {
      kind: 'did',
      outcome: name,
      learned: inventLearned(outcomeNamed(expecting.step, name), slots),
    }
  },
  connect: async ({ state, expecting }) => ({
    kind: 'is',
    is:
      draw(seed, question(state, expecting.step.team), [
        ['free', FREE],
        ['busy', BUSY],
        ['closed', CLOSED],
      ] as const) ?? 'free',
  }),
})

// The count of events tells two attempts at the same action apart, and survives a resume.
const question = (state: State, about: string): string => `${state.count}:${about}`
