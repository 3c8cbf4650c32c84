// Which journeys lead to which, and at which a conversation can start.
import { entriesOf, type JourneyPart, type Made, type Names } from './names.ts'

/**
 * Ids in order. A journey that says `entry` is taken at its word; of the others, those that no other
 * journey refers to, and where that leaves none in the whole project, all of them.
 */
export function entryIds(names: Names): readonly string[] {
  const referred = new Set<string>()
  for (const id of names.journeys.keys()) for (const to of leadsTo(id, names)) referred.add(to)
  const said = (id: string): boolean | undefined => names.journeys.get(id)?.[0]?.made.entry
  const ids = [...names.journeys.keys()].sort()
  const entries = ids.filter((id) => said(id) ?? !referred.has(id))
  return entries.length > 0 ? entries : ids.filter((id) => said(id) !== false)
}

/** Ids of the other journeys that a journey refers to, in order; some of them may not exist. */
export function leadsTo(id: string, names: Names): readonly string[] {
  const found = new Set<string>()
  for (const place of names.journeys.get(id) ?? [])
    for (const to of referredIn(place)) if (to !== id) found.add(to)
  return [...found].sort()
}

/** What was lost of a file that could only be read in part is looked for in its text. */
const REFERS = /(?:^|[\s{,])(?:subjourney|continue_in):[ \t]+["']?([a-z0-9][a-z0-9-]*)/g

function* referredIn({ file, made }: Made<JourneyPart>): Generator<string> {
  for (const [, step] of entriesOf(made.steps))
    for (const to of [step.subjourney, step.continue_in]) if (typeof to === 'string') yield to
  if (!file.whole)
    for (const [, to] of file.source.text.matchAll(REFERS)) if (to !== undefined) yield to
}
