// The customer is asked for something the organisation already holds.

import { askedSlots, askReport, asksOf } from '../asks.ts'
import type { Region } from '../graph/index.ts'
import type { Report, Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'ask-known',
    description: 'Asks for what the organisation already knows.',
    expectation: 'know my history',
    empathy: 'cognitive',
    tier: 'proven',
    severity: 'error',
    source:
      'WCAG 2.2, success criterion 3.3.7 (Redundant Entry); the six expectations: know my history',
  },
  check: (region) => askedSlots(region).flatMap((slot) => checkSlot(region, slot)),
}

const checkSlot = (region: Region, slot: string): readonly Report[] =>
  asksOf(region, slot, {
    unless: (step) => step.verifies,
    when: (state) => state.fromRecords && !state.told && state.valueClass >= 0,
    shows: ({ situation }) => {
      const source = situation.values.get(slot)?.source
      return !situation.told.has(slot) && (source === 'organisation' || source === 'action')
    },
  }).map(({ journey, step, answer }) => {
    const source = sourceOf(answer.witness, slot)
    return askReport(
      journey,
      step,
      answer,
      `Asks for ${slot}, which ${source} already gave`,
      'skip_if_known: true, or verifies: true where it checks who the customer is',
    )
  })

/** Which action learned the slot last; else it was on record. */
function sourceOf(witness: readonly { readonly type: string }[] | undefined, slot: string): string {
  for (const event of [...(witness ?? [])].reverse()) {
    if (event.type !== 'did') continue
    const { action, learned } = event as { action?: string; learned?: Record<string, unknown> }
    if (learned !== undefined && slot in learned) return `the action ${action}`
  }
  return "the organisation's records"
}
