// At which journeys a conversation can start.
import { entriesOf, type Names } from './names.ts'

/**
 * Ids in order. A journey that says `entry` is taken at its word; of the others, those that no other
 * journey refers to, and where that leaves none in the whole project, all of them.
 */
export function entryIds(names: Names): readonly string[] {
  const referred = new Set<string>()
  for (const [id, places] of names.journeys)
    for (const { made } of places)
      for (const [, step] of entriesOf(made.steps))
        for (const to of [step.subjourney, step.continue_in])
          if (typeof to === 'string' && to !== id) referred.add(to)
  const said = (id: string): boolean | undefined => names.journeys.get(id)?.[0]?.made.entry
  const ids = [...names.journeys.keys()].sort()
  const entries = ids.filter((id) => said(id) ?? !referred.has(id))
  return entries.length > 0 ? entries : ids.filter((id) => said(id) !== false)
}
