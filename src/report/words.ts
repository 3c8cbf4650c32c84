// Small turns of phrase that reports share.
import { relative, sep } from 'node:path'

/** `1 file`, `2 files`. */
export const count = (amount: number, noun: string): string =>
  `${amount} ${noun}${amount === 1 ? '' : 's'}`

/** The path from `cwd`, with forward slashes. */
export const shownPath = (file: string, cwd: string): string => {
  const path = relative(cwd, file)
  return path === '' ? file : path.split(sep).join('/')
}

/** `in_person` as a person would say it. */
export const inWords = (name: string): string => name.replaceAll('_', ' ')
