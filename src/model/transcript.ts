// Whether a line of a transcript is an event.
import type { ErrorObject } from 'ajv'
import validateTranscript from './generated/transcript.validate.js'
import { nearest } from './nearest.ts'
import { schemaText } from './schema-files.ts'

let kinds: readonly string[] | undefined

/**
 * What is wrong with an event, in words, or undefined where nothing is.
 * @param data a line of a transcript, parsed as JSON
 */
export function validateEvent(data: unknown): string | undefined {
  if (validateTranscript(data)) return undefined
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return 'a line is an object'
  const type = (data as { type?: unknown }).type
  if (typeof type !== 'string') return 'the event has no `type`'
  kinds ??= Object.keys(JSON.parse(schemaText('transcript')).$defs).filter(
    (kind) => kind !== 'value' && kind !== 'channel',
  )
  if (!kinds.includes(type)) {
    const meant = nearest(type, kinds)
    return `there is no event \`${type}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`
  }
  const own = (validateTranscript.errors ?? []).filter((error) =>
    error.schemaPath.includes(`/$defs/${type}/`),
  )
  return own.map(inWords).find((words) => words !== undefined) ?? `this is no \`${type}\` event`
}

function inWords(error: ErrorObject): string | undefined {
  const where = error.instancePath.slice(1).replaceAll('/', '.')
  switch (error.keyword) {
    case 'required':
      return `\`${[where, error.params.missingProperty].filter((part) => part !== '').join('.')}\` is missing`
    case 'additionalProperties':
      return `there is no key \`${error.params.additionalProperty}\` here`
    case 'type':
      return `\`${where}\` is of the wrong type`
    case 'enum':
      return `\`${where}\` is one of ${error.params.allowedValues.join(', ')}`
    default:
      return where === '' ? undefined : `\`${where}\` is not of the right form`
  }
}
