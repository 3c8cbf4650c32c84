// The door of the engine: a conversation is a log of inputs, and the engine is a pure fold over it.
// No I/O, no clock, no randomness but the seed passed in.
import type { Persona, Project } from '../model/index.ts'
import type { Machine } from './types.ts'

export { advance, begin } from './advance.ts'
export { passes } from './condition.ts'
export { fitting } from './conversation.ts'
export { expecting, heard, inputs, reachableJourneys, sayValue, starts } from './expecting.ts'
export { renderValue } from './render.ts'
export { isInput, type Replay, replay } from './replay.ts'
export { canBeVolunteered, situationKey, volunteerableAt } from './situation.ts'
export type * from './types.ts'
export {
  conditionsOf,
  domain,
  isToken,
  standIn,
  testsOf,
  type ValueClass,
  whyNotA,
} from './values.ts'

/** What the engine runs: a project's journeys, and the persona who has the conversation, if any. */
export const createMachine = (
  project: Pick<Project, 'journeys' | 'slots' | 'promises'>,
  persona?: Persona,
): Machine => ({
  journeys: project.journeys,
  slots: project.slots,
  promises: project.promises,
  ...(persona === undefined ? {} : { persona }),
})
