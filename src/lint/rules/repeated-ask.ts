// The customer is asked for something they have already told.

import { askedSlots, askReport, asksOf, toldAt } from '../asks.ts'
import type { Region } from '../graph/index.ts'
import type { Report, Rule } from '../rule.ts'

export const rule: Rule = {
  meta: {
    id: 'repeated-ask',
    description: 'Asks again for what the customer has already told.',
    expectation: "don't ask me to repeat myself",
    empathy: 'cognitive',
    tier: 'proven',
    severity: 'error',
    source:
      'WCAG 2.2, success criterion 3.3.7 (Redundant Entry); GOV.UK Design System, question pages',
  },
  check: (region) => askedSlots(region).flatMap((slot) => checkSlot(region, slot)),
}

/** Told and still there: a value lost on the way is the defect of the step that lost it. */
const checkSlot = (region: Region, slot: string): readonly Report[] =>
  asksOf(region, slot, {
    when: (state) => state.told && state.valueClass >= 0,
    shows: ({ situation }) => situation.told.has(slot) && situation.values.has(slot),
  }).map(({ journey, step, answer }) =>
    askReport(
      journey,
      step,
      answer,
      `Asks for ${slot} again; the customer gave it at ${toldAt(answer, slot) ?? 'an earlier step'}`,
      'skip_if_known: true',
    ),
  )
