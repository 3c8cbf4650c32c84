// The door of the linter: a project in, findings out.
export type { Finding, LintResult, Summary, Tier } from './finding.ts'
export { rules } from './generated/rules.ts'
export { type LintOptions, lintProject } from './lint.ts'
export type { Expectation, Rule, RuleMeta } from './rule.ts'
