// What a persona cannot answer, and why: a slot they do not know, or one that takes what they do
// not have at the moment.
import type { Demand, Persona, Slot } from '../model/index.ts'

/** The reason in a few words, or undefined when they can answer. */
export function whyCannotGive(persona: Persona, slot: Slot): string | undefined {
  if (persona.cannotAnswer.includes(slot.name)) return 'does not know it'
  return slot.demands.map((demand) => whyUnmet(persona, demand)).find((why) => why !== undefined)
}

function whyUnmet({ context }: Persona, demand: Demand): string | undefined {
  switch (demand) {
    case 'paperwork':
      return context.atHand.includes('paperwork') ? undefined : 'no papers at hand'
    case 'hands':
      return context.attention.includes('hands_busy') ? 'hands busy' : undefined
    case 'eyes':
      return context.attention.includes('eyes_busy') ? 'eyes elsewhere' : undefined
    case 'privacy':
      return context.company === 'with_others' ? 'others can hear' : undefined
    case 'memory':
      return 'cannot remember it'
  }
}
