// E-mail addresses in a sentence, typed or read out ("ana at example dot com").
import type { Found, Search } from './types.ts'

// Never started in the middle of a word, so that a long one is read once.
const TYPED =
  /(?<![\p{L}\d._%+'-])[\p{L}\d][\p{L}\d._%+'-]{0,63}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/gu
const SPOKEN =
  /(?<![\p{L}\d])([\p{L}\d]{1,64}(?: (?:dot|underscore|dash|hyphen) [\p{L}\d]{1,64}){0,4}) at ([\p{L}\d]{1,63}(?:(?: dot |\.)[\p{L}\d]{1,63}){1,4})(?![\p{L}\d])/giu
const ENDINGS = /\.(?:com|org|net|edu|gov|info|io|co|biz|[a-z]{2}|co\.[a-z]{2})$/

/** The addresses, in order; the part after the @ in lower case. */
export function findEmails(folded: string): Search {
  const found: Found[] = []
  for (const match of folded.matchAll(TYPED)) {
    const [name, domain] = match[0].split('@')
    found.push({
      value: `${name}@${domain?.toLowerCase()}`,
      score: 0.97,
      why: 'an e-mail address',
      start: match.index,
      end: match.index + match[0].length,
    })
  }
  if (found.length > 0) return { found, near: found }
  for (const match of folded.matchAll(SPOKEN)) {
    const name = signs(match[1] ?? '')
    const domain = signs(match[2] ?? '')
    if (!ENDINGS.test(domain)) continue
    found.push({
      value: `${name}@${domain}`,
      score: 0.88,
      why: 'an e-mail address read out',
      start: match.index,
      end: match.index + match[0].length,
    })
  }
  const near = /\S+@\S*/.exec(folded.slice(0, 2000))
  if (found.length > 0 || near === null) return { found, near: found }
  return {
    found,
    near: [{ start: near.index, end: near.index + near[0].length }],
    missed: 'heard an @, but no whole e-mail address',
  }
}

const signs = (words: string): string =>
  words
    .toLowerCase()
    .replace(/ dot /g, '.')
    .replace(/ underscore /g, '_')
    .replace(/ (?:dash|hyphen) /g, '-')
