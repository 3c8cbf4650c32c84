// Whether a condition holds for the values at hand.
import type { Condition, Test, Value } from '../model/index.ts'

/** The value of a slot, or undefined where it has none. */
export type ReadSlot = (slot: string) => Value | undefined

/** Any group in which all tests hold. On a slot without a value only `{known: false}` holds. */
export const holds = (condition: Condition, read: ReadSlot): boolean =>
  condition.some((group) => group.every((test) => passes(test, read(test.slot))))

/** Whether one test holds for a value, or for none. */
export function passes(test: Test, value: Value | undefined): boolean {
  if (test.op === 'known') return (value !== undefined) === test.known
  if (value === undefined) return false
  switch (test.op) {
    case 'in':
      return test.values.includes(value)
    case 'not_in':
      return !test.values.includes(value)
    case 'over':
      return typeof value === 'number' && value > test.bound
    case 'under':
      return typeof value === 'number' && value < test.bound
    case 'at_least':
      return typeof value === 'number' && value >= test.bound
    case 'at_most':
      return typeof value === 'number' && value <= test.bound
  }
}
