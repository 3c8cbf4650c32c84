// Whether a language tag is one that texts, numbers and dates can be rendered in.
import type { Path } from './place.ts'
import { name, type Problem, schemaError, value } from './problem.ts'

/** A tag may have the form of one and still be none: `en-12`, or the same region twice. */
function isLanguage(tag: string): boolean {
  // Extensions and private tags say how to write numbers and dates, not which language it is.
  if (/(?:^|-).(?:-|$)/.test(tag)) return false
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch (fault) {
    if (fault instanceof RangeError) return false
    throw fault
  }
}

/** @param path of the tag; its last key is shown in what to write instead */
export function* checkLanguage(tag: unknown, path: Path): Generator<Problem> {
  if (typeof tag === 'string' && !isLanguage(tag))
    yield schemaError(value(...path), `${name(tag)} is not a language tag`, {
      fix: `${path.at(-1)}: en, or as \`pt-BR\``,
    })
}
