// What lint checked and how much it found, in a line. Apart from the findings, because a clean run
// needs nothing else.
import type { LintResult, Summary } from '../../lint/index.ts'
import type { Severity } from '../../model/index.ts'
import { count } from '../words.ts'
import type { Theme } from './theme.ts'

/** One line: what was checked and how much was found. */
export const summaryText = (result: LintResult, theme: Theme, least: Severity): string => {
  const { summary, rules } = result
  const checked = [
    count(summary.files, 'file'),
    count(summary.journeys, 'journey'),
    count(rules, 'rule'),
  ].join(', ')
  const found = foundText(summary)
  if (found === '') return `${checked}: ${theme.green('no problems')}`
  const paint = summary.errors > 0 ? theme.red : summary.warnings > 0 ? theme.yellow : theme.cyan
  const hidden = summary.infos > 0 && least !== 'info' ? ' (--verbose shows infos)' : ''
  return `${checked}: ${paint(found)}${theme.dim(hidden)}`
}

const foundText = ({ errors, warnings, infos }: Summary): string =>
  [
    errors > 0 ? count(errors, 'error') : '',
    warnings > 0 ? count(warnings, 'warning') : '',
    infos > 0 ? count(infos, 'info') : '',
  ]
    .filter((words) => words !== '')
    .join(', ')
