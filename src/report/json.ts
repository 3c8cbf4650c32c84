// What lint found, for programs: version 1 of a form that only ever gains keys.
import type { Finding, LintResult } from '../lint/index.ts'
import { shownPath } from './words.ts'

/**
 * The result as JSON, two spaces deep, with a line end. `file` is relative to `cwd`; lines and
 * columns count from 1; keys that do not apply are absent.
 */
export const lintJson = (result: LintResult, cwd: string): string => {
  const { files, journeys, personas, errors, warnings, infos, unconfirmed } = result.summary
  const summary = { files, journeys, personas, errors, warnings, infos, unconfirmed }
  const findings = result.findings.map((finding) => findingJson(finding, cwd))
  return `${JSON.stringify({ version: 1, summary, findings }, null, 2)}\n`
}

/** JSON leaves out what is undefined. A witness is a transcript that took no time. */
const findingJson = (finding: Finding, cwd: string): object => ({
  rule: finding.rule,
  tier: finding.tier,
  severity: finding.severity,
  message: finding.message,
  file: shownPath(finding.file, cwd),
  line: finding.range.start.line,
  column: finding.range.start.column,
  endLine: finding.range.end.line,
  endColumn: finding.range.end.column,
  journey: finding.journey,
  step: finding.step,
  slot: finding.slot,
  confirmed: finding.confirmed,
  witness: finding.witness?.map(({ type, ...rest }) => ({ type, at: 0, ...rest })),
  also: finding.also,
  fix: finding.fix,
})
