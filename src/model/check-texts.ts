// The braces in texts: closed, and around names that lead somewhere.
import { type Context, type Known, unknownSlot } from './lookup.ts'
import { entriesOf } from './names.ts'
import type { Path } from './place.ts'
import { type Problem, referenceError, schemaError, shown, value, type Where } from './problem.ts'
import type { ReadFile } from './read-file.ts'
import { takeApart } from './texts.ts'

/** Every text of a wording, whatever form it has, with its place. */
export function* textsOf(
  wording: unknown,
  path: Path,
): Generator<readonly [text: string, path: Path]> {
  if (typeof wording === 'string') yield [wording, path]
  else if (Array.isArray(wording))
    for (const [index, one] of entriesOf(wording)) yield* textsOf(one, [...path, index])
  else if (typeof wording === 'object' && wording !== null && 'text' in wording)
    yield* textsOf(wording.text, [...path, 'text'])
}

/** The texts of reprompts, whether listed or by what went before. */
export function* repromptsOf(
  reprompts: unknown,
  path: Path,
): Generator<readonly [text: string, path: Path]> {
  if (typeof reprompts !== 'object' || reprompts === null) return
  if (Array.isArray(reprompts)) yield* textsOf(reprompts, path)
  else for (const [kind, list] of Object.entries(reprompts)) yield* textsOf(list, [...path, kind])
}

/**
 * @param options whether `{options}` means something here
 */
export function* checkText(
  text: string,
  path: Path,
  options: boolean,
  file: ReadFile,
  known: Known,
  context: Context,
): Generator<Problem> {
  if (!text.includes('{')) return
  const { parts, faults } = takeApart(text)
  for (const fault of faults) {
    if (fault.kind === 'unclosed')
      yield schemaError(
        placeOf(text.slice(fault.at, fault.at + 12), path, file, { text, at: fault.at }),
        'This brace is never closed',
        { fix: 'close it with `}`; a brace that is only a brace is written `{{`', ...context },
      )
    else {
      const slot = fault.inside
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '_')
      yield schemaError(
        placeOf(`{${fault.inside}}`, path, file, { text, at: fault.at }),
        fault.inside.trim() === ''
          ? 'These braces are empty'
          : `\`{${shown(fault.inside)}}\` is no slot: slots are small letters, digits and underscores`,
        {
          fix: known.slots.has(slot)
            ? `did you mean \`{${slot}}\`?`
            : 'name a slot; a brace that is only a brace is written `{{`',
          ...context,
        },
      )
    }
  }
  for (const part of parts) {
    if (part.kind === 'slot' && part.slot !== 'channel' && !known.slots.has(part.slot))
      yield* unknownSlot(part.slot, placeOf(`{${part.slot}`, path, file), known, context)
    if (part.kind === 'options' && !options)
      yield referenceError(
        placeOf('{options', path, file),
        '`{options}` has nothing to read out here: it belongs in the prompts of an ask for a choice',
        { fix: 'remove it, or write the options out', ...context },
      )
  }
}

/** Where words stand inside a text, if the file has them spelt the same; else the whole text. */
function placeOf(words: string, path: Path, file: ReadFile, within?: Within): Where {
  const [start, end] = file.source.offsets(path)
  const written = file.source.text.slice(start, end)
  const whole = within === undefined ? -1 : written.indexOf(within.text)
  const at = within !== undefined && whole >= 0 ? whole + within.at : written.indexOf(words)
  if (at === -1) return value(...path)
  const close = words.endsWith('}') ? words.length : written.slice(at).indexOf('}') + 1
  return { start: start + at, end: start + at + Math.max(close, 1) }
}

/** A text and a place in it. */
interface Within {
  readonly text: string
  readonly at: number
}
