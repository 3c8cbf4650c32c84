// Exceptions that designers allow, with a reason: which findings they excuse, and which excuse none.
import type { Allow, Journey, Path, SourceFile } from '../model/index.ts'
import { nearest } from '../model/index.ts'
import type { Finding } from './finding.ts'
import type { Report, Rule } from './rule.ts'

/** Keeps which exceptions were needed. */
export interface AllowUse {
  /** Whether a step, a slot or the journey allows it; if so, that exception is in use. */
  excuses(rule: string, report: Report): boolean
  isUsed(allow: Allow, rule: string): boolean
}

export function allowUse(): AllowUse {
  const used = new Map<Allow, Set<string>>()
  return {
    excuses(rule, { journey, step, slot, path }) {
      const places = [
        step === undefined ? undefined : journey.stepById.get(step)?.allow,
        intentAt(journey, path)?.allow,
        slot === undefined ? undefined : journey.slots.get(slot)?.allow,
        journey.allow,
      ]
      const allow = places.find((one) => one?.[rule] !== undefined)
      if (allow === undefined) return false
      const rules = used.get(allow)
      if (rules === undefined) used.set(allow, new Set([rule]))
      else rules.add(rule)
      return true
    },
    isUsed: (allow, rule) => used.get(allow)?.has(rule) ?? false,
  }
}

const intentAt = (journey: Journey, path: Path) =>
  path[0] === 'global_intents'
    ? journey.globalIntents.find((intent) => intent.path[1] === path[1])
    : undefined

/** A warning for every exception that excuses nothing, or names a rule that does not exist. */
export function unusedAllows(
  journeys: readonly Journey[],
  all: readonly Rule[],
  on: readonly Rule[],
  use: AllowUse,
): readonly Finding[] {
  const ids = new Set(all.map(({ meta }) => meta.id))
  const active = new Set(on.map(({ meta }) => meta.id))
  const seen = new Set<Allow>()
  const findings: Finding[] = []
  const check = (allow: Allow, file: SourceFile, path: Path, more: Partial<Finding>) => {
    if (seen.has(allow)) return
    seen.add(allow)
    for (const rule of Object.keys(allow)) {
      const isKnown = ids.has(rule)
      if (isKnown && (!active.has(rule) || use.isUsed(allow, rule))) continue
      const near = isKnown ? undefined : nearest(rule, [...ids])
      findings.push({
        rule: 'unused-allow',
        severity: 'warning',
        message: isKnown
          ? `Allows ${rule}, but there is nothing to allow here`
          : `Allows ${rule}, but there is no such rule`,
        file: file.path,
        text: file.text,
        range: file.locate([...path, 'allow', rule], 'key'),
        fix: near === undefined ? 'remove it' : `${near}`,
        ...more,
      })
    }
  }
  for (const journey of journeys) {
    const { id } = journey
    check(journey.allow, journey.file, [], { journey: id })
    for (const step of journey.steps)
      check(step.allow, journey.file, step.path, { journey: id, step: step.id })
    for (const intent of journey.globalIntents)
      check(intent.allow, intent.file, intent.path, { journey: id })
    for (const slot of journey.slots.values())
      check(slot.allow, slot.file, slot.path, { journey: id, slot: slot.name })
  }
  return findings
}
