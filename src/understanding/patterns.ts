// Whether a value fits the pattern a designer wrote. Such a pattern may take for ever on an
// unlucky value, so all but plainly harmless ones run against the clock.
import { type Context, createContext, Script } from 'node:vm'

/** No value that a person reads out is longer. */
export const LONGEST_VALUE = 200
/** Milliseconds. */
const PATIENCE = 60

const compiled = new Map<string, RegExp | undefined>()

/**
 * The values for which the pattern holds as a whole. A pattern that cannot be read fits nothing,
 * nor does one that is not through with all of them in time.
 */
export function fittingPattern(pattern: string, values: readonly string[]): ReadonlySet<string> {
  const short = [...new Set(values)].filter((value) => value.length <= LONGEST_VALUE)
  const expression = compile(pattern)
  if (expression === undefined || short.length === 0) return new Set()
  return new Set(
    isHarmless(pattern)
      ? short.filter((value) => expression.test(value))
      : fittingInTime(expression, short),
  )
}

function compile(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, read(pattern, 'u') ?? read(pattern, ''))
  return compiled.get(pattern)
}

function read(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, flags)
  } catch {
    return undefined
  }
}

/** No repeated group, no reference back, and at most two open-ended repetitions. */
function isHarmless(pattern: string): boolean {
  if (/\)[*+{]|\\[1-9k]/.test(pattern)) return false
  return (pattern.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0) <= 2
}

interface Trial extends Context {
  expression?: RegExp
  values?: readonly string[]
}

const script = new Script('values.filter((value) => expression.test(value))')
let trial: Trial | undefined

// One run for all values: starting the clock costs more than most patterns.
function fittingInTime(expression: RegExp, values: readonly string[]): readonly string[] {
  trial ??= createContext({}) as Trial
  trial.expression = expression
  trial.values = values
  try {
    return script.runInContext(trial, { timeout: PATIENCE }) as readonly string[]
  } catch {
    return []
  }
}
