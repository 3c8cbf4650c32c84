// Runs the rules over a project: regions in, findings out, in an order that never changes.
import type { Journey, Project, Settings } from '../model/index.ts'
import { allowUse, unusedAllows } from './allow.ts'
import type { Finding, LintResult, Summary } from './finding.ts'
import { rules } from './generated/rules.ts'
import { regionsOf } from './graph/index.ts'
import { severityOf } from './presets.ts'
import type { Report, Rule } from './rule.ts'

export interface LintOptions {
  /** Instead of the config's own. */
  readonly preset?: Settings['preset']
  /** Absolute paths of the files to report on; all of the project when absent. */
  readonly targets?: readonly string[]
  /** Told before each region: how many are done, of how many. */
  readonly onProgress?: (done: number, all: number) => void
}

/**
 * Everything that is wrong with a project. Problems found while loading come first in each file's
 * order of lines, like all others; journeys that depend on one with errors are named in `skipped`.
 */
export function lintProject(project: Project, options: LintOptions = {}): LintResult {
  const settings = { ...project.settings, preset: options.preset ?? project.settings.preset }
  const targets = options.targets === undefined ? undefined : new Set(options.targets)
  const isTarget = (file: string) => targets?.has(file) ?? true
  const on = rules.filter(({ meta }) => severityOf(meta, settings) !== 'off')
  const { regions, skipped } = regionsOf(project)
  const findings: Finding[] = project.diagnostics.map((diagnostic) => ({ ...diagnostic }))
  const use = allowUse()
  for (const [index, region] of regions.entries()) {
    options.onProgress?.(index, regions.length)
    // A region none of whose files is reported on need not be looked at.
    if (!region.journeys.some((journey) => isReportedOn(journey, isTarget))) continue
    for (const rule of on)
      for (const report of rule.check(region))
        if (!use.excuses(rule.meta.id, report)) findings.push(findingOf(rule, report, settings))
  }
  const checked = regions.flatMap(({ journeys }) => journeys)
  findings.push(...unusedAllows(checked, rules, on, use))
  // Words of an included file belong to each journey that says them.
  const isShown = ({ file, journey }: Finding) =>
    isTarget(file) ||
    (journey !== undefined && isTarget(project.journeys.get(journey)?.file.path ?? ''))
  const shown = once(findings.filter(isShown).sort(byPlace))
  return {
    summary: summarise(project, shown, isTarget),
    rules: on.length,
    findings: shown,
    skipped: skipped.filter((id) => isTarget(project.journeys.get(id)?.file.path ?? '')),
  }
}

const isReportedOn = (journey: Journey, isTarget: (file: string) => boolean): boolean =>
  isTarget(journey.file.path) || journey.includes.some(({ path }) => isTarget(path))

function findingOf(
  rule: Rule,
  report: Report,
  settings: Pick<Settings, 'preset' | 'rules'>,
): Finding {
  const { id, tier } = rule.meta
  const { journey, step, slot, message, fix, answer } = report
  const confirmed = answer?.confirmed ?? report.confirmed
  const file = report.file ?? journey.file
  const severity = severityOf(rule.meta, settings)
  return {
    rule: id,
    tier,
    severity: severity === 'off' ? rule.meta.severity : severity,
    message: confirmed === false ? `${message} (not settled within the budget)` : message,
    file: file.path,
    text: file.text,
    range: file.locate(report.path),
    journey: journey.id,
    ...(step === undefined ? {} : { step }),
    ...(slot === undefined ? {} : { slot }),
    ...(confirmed === undefined ? {} : { confirmed }),
    ...(answer?.witness === undefined ? {} : { witness: answer.witness }),
    ...(answer === undefined || answer.also === 0 ? {} : { also: answer.also }),
    ...(fix === undefined ? {} : { fix }),
  }
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

const byPlace = (a: Finding, b: Finding): number =>
  compare(a.file, b.file) ||
  a.range.start.line - b.range.start.line ||
  a.range.start.column - b.range.start.column ||
  compare(a.rule, b.rule) ||
  compare(a.slot ?? '', b.slot ?? '') ||
  compare(a.message, b.message)

/**
 * A defect in the words of an included file is lived through in many journeys and is one finding
 * all the same: the shortest way to it, and the others counted.
 * @param findings in order of place
 */
function once(findings: readonly Finding[]): readonly Finding[] {
  const told: Finding[] = []
  for (const finding of findings) {
    const before = told.at(-1)
    if (before === undefined || finding.tier === undefined || byPlace(before, finding) !== 0) {
      told.push(finding)
      continue
    }
    const [shorter, longer] = isShorter(finding, before) ? [finding, before] : [before, finding]
    told[told.length - 1] = { ...shorter, also: (shorter.also ?? 0) + (longer.also ?? 0) + 1 }
  }
  return told
}

/** What is confirmed counts before what is not; then the shorter witness; then the journey's name. */
function isShorter(a: Finding, b: Finding): boolean {
  if (a.confirmed !== b.confirmed) return a.confirmed === true
  const difference = (a.witness?.length ?? 0) - (b.witness?.length ?? 0)
  return difference !== 0 ? difference < 0 : compare(a.journey ?? '', b.journey ?? '') < 0
}

function summarise(
  project: Project,
  findings: readonly Finding[],
  isTarget: (file: string) => boolean,
): Summary {
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length
  const journeys = [...project.journeys.values()].filter(({ file }) => isTarget(file.path))
  const personas = [...project.personas.values()].filter(({ file }) => isTarget(file.path))
  return {
    files: project.files.filter(isTarget).length,
    journeys: journeys.length,
    personas: personas.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    unconfirmed: findings.filter(({ confirmed }) => confirmed === false).length,
  }
}
