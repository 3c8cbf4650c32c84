// What lint found, for a person at a terminal: where it stands, what the customer lives through, how
// it comes about, what would mend it.
import type { Finding } from '../../lint/index.ts'
import type { Severity } from '../../model/index.ts'
import { shownPath } from '../words.ts'
import { clean } from './clean.ts'
import { codeFrame, columnsOf, wrap } from './layout.ts'
import type { Theme } from './theme.ts'
import { witnessText } from './witness.ts'

const LABELS = 18
/** Below this many columns a label stands on a line of its own. */
const ROOMY = 60

export interface FindingsOptions {
  /** Absolute; paths are shown relative to it. */
  readonly cwd: string
  /** The least severe ones that are shown. */
  readonly least: Severity
}

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 }

/** The findings in order, one blank line between two; empty when there are none to show. */
export const findingsText = (
  findings: readonly Finding[],
  theme: Theme,
  options: FindingsOptions,
): string =>
  findings
    .filter(({ severity }) => RANK[severity] >= RANK[options.least])
    .map((finding) => findingText(finding, theme, options.cwd))
    .join('\n\n')

const findingText = (finding: Finding, theme: Theme, cwd: string): string => {
  const lines = [headline(finding, theme, cwd)]
  if (finding.text !== undefined && finding.text.trim() !== '') {
    const frame = codeFrame(finding.text, finding.range, theme)
    if (frame !== '') lines.push(frame)
  }
  if (finding.witness !== undefined && finding.witness.length > 0) {
    const also = finding.also ?? 0
    const others = also === 0 ? '' : ` (and ${also} other ${also === 1 ? 'way' : 'ways'})`
    lines.push(labelled('how it comes about', witnessText(finding.witness, theme) + others, theme))
  }
  if (finding.fix !== undefined) {
    const fix = clean(finding.fix, { keepLines: true })
    lines.push(fix.includes('\n') ? block('mend it', fix, theme) : labelled('mend it', fix, theme))
  }
  return lines.join('\n')
}

const headline = (finding: Finding, theme: Theme, cwd: string): string => {
  const { line, column } = finding.range.start
  const path = clean(shownPath(finding.file, cwd))
  const paint = { error: theme.red, warning: theme.yellow, info: theme.cyan }[finding.severity]
  const text = [
    `${theme.bold(path)}:${line}:${column}`,
    paint(finding.severity),
    clean(finding.message),
    theme.dim(finding.rule),
  ].join('  ')
  // Unbroken where other programs read it; in a narrow terminal it wraps at words.
  return columnsOf(text) <= theme.screenWidth ? text : wrap(text, theme.screenWidth, 2)
}

const labelled = (label: string, text: string, theme: Theme): string =>
  theme.width < ROOMY
    ? `  ${theme.dim(label)}\n    ${wrap(text, theme.width, 4)}`
    : `  ${theme.dim(label.padEnd(LABELS))}  ${wrap(text, theme.width, LABELS + 4)}`

/** Lines that keep their own indentation, as YAML must. */
const block = (label: string, text: string, theme: Theme): string => {
  const roomy = theme.width >= ROOMY
  const margin = ' '.repeat(roomy ? LABELS + 4 : 4)
  const lines = text.trimEnd().split('\n')
  return roomy
    ? `  ${theme.dim(label.padEnd(LABELS))}  ${lines.join(`\n${margin}`)}`
    : `  ${theme.dim(label)}\n${margin}${lines.join(`\n${margin}`)}`
}
