// What an experience does to the customer's mood.
import type { Experience, Feeling, Persona } from '../model/index.ts'

/** Change of mood by experience, on a scale from -5 to 5, where the persona says nothing else. */
const EFFECTS: Readonly<Record<Experience, number>> = {
  asked_again: -1,
  not_understood: -1,
  told_no: -1,
  kept_waiting: -1,
  nobody_free: -1,
  handed_off_cold: -2,
  handed_off_warm: 1,
  dead_end: -3,
  acknowledged: 1,
  greeted_by_name: 1,
  promise_kept: 1,
  resolved: 2,
}

const LOWEST = -5
const HIGHEST = 5

/** The mood after an experience, from -5 to 5. */
export const moodAfter = (mood: number, experience: Experience, persona?: Persona): number =>
  Math.max(
    LOWEST,
    Math.min(HIGHEST, mood + (persona?.reactions[experience] ?? EFFECTS[experience])),
  )

const BAD: ReadonlySet<Feeling> = new Set([
  'anxious',
  'confused',
  'frustrated',
  'angry',
  'disappointed',
  'embarrassed',
  'grieving',
  'overwhelmed',
])

export const isBadFeeling = (feeling: Feeling | undefined): boolean =>
  feeling !== undefined && BAD.has(feeling)
