// How a defect comes about, in one line of words: the steps a conversation went through, what the
// customer said, how actions came out.
import type { EngineEvent } from '../../engine/index.ts'
import type { Value } from '../../model/index.ts'
import { inWords } from '../words.ts'
import { clean } from './clean.ts'
import { cut } from './layout.ts'
import type { Theme } from './theme.ts'

/** Customer words are shown up to this many columns. */
const WORDS = 40
/** A way of more parts than this is shortened in the middle. */
const LONGEST = 16
const FIRST_SHOWN = 5
const LAST_SHOWN = 9

interface Part {
  readonly text: string
  /** What happened there: words, outcomes. */
  readonly happened: readonly string[]
}

/** `greet → ask-wants "refund" → check-refund failed → ask-account`, in one line. */
export const witnessText = (events: readonly EngineEvent[], theme: Theme): string => {
  const arrow = ` ${theme.symbols.arrow} `
  const shown = parts(events, theme).map(({ text, happened }) =>
    [text, happened.join(', ')].join(' ').trim(),
  )
  if (shown.length <= LONGEST) return shown.join(arrow)
  const left = shown.length - FIRST_SHOWN - LAST_SHOWN
  return [
    ...shown.slice(0, FIRST_SHOWN),
    `${theme.symbols.ellipsis} ${left} more ${theme.symbols.ellipsis}`,
    ...shown.slice(-LAST_SHOWN),
  ].join(arrow)
}

const parts = (events: readonly EngineEvent[], theme: Theme): readonly Part[] => {
  const way: Part[] = []
  const seen = new Set<string>()
  let journey: string | undefined
  let moved = ''
  const add = (text: string): void => {
    if (text === '') return
    const last = way.at(-1)
    if (last) way[way.length - 1] = { text: last.text, happened: [...last.happened, text] }
    else way.push({ text, happened: [] })
  }
  for (const event of events) {
    switch (event.type) {
      case 'started':
        journey = event.journey.id
        seen.add(journey)
        break
      case 'entered': {
        if (event.skipped === true) break
        const place =
          event.journey === journey
            ? ''
            : `${seen.has(event.journey) ? 'back in' : 'in'} ${event.journey}${moved}: `
        journey = event.journey
        seen.add(journey)
        moved = ''
        way.push({ text: clean(`${place}${event.step}`), happened: [] })
        break
      }
      case 'heard':
        add(heard(event, theme))
        break
      case 'did':
        add(clean(event.outcome))
        break
      case 'availability':
        add(event.is === 'busy' ? 'nobody free' : event.is === 'closed' ? 'closed' : '')
        break
      case 'continued':
        moved = ` by ${inWords(event.channel)}`
        break
      case 'jumped':
        add(`moved to ${clean(event.step)} by hand`)
        break
      case 'ended': {
        const end = ending(event.how)
        if (end !== undefined) way.push({ text: end, happened: [] })
        break
      }
      case 'said':
      case 'promised':
      case 'kept':
      case 'handed_off':
      case 'experienced':
      case 'felt':
      case 'rated':
      case 'noted':
      case 'undone':
        break
      default: {
        const never: never = event
        return never
      }
    }
  }
  return way
}

const heard = (event: Extract<EngineEvent, { type: 'heard' }>, theme: Theme): string => {
  const { text, understood } = event
  const words = text.trim() === '' ? undefined : quoted(text, theme)
  switch (understood) {
    case 'yes':
    case 'no':
      return words ?? `"${understood}"`
    case 'unable':
      return words ?? 'cannot answer'
    case 'no_match':
      return words === undefined ? 'not understood' : `${words} not understood`
    case 'no_input':
      return 'silence'
    default:
      if (words !== undefined) return words
      return 'intent' in understood
        ? clean(understood.intent)
        : Object.values(understood.fills)
            .filter((value): value is Value => value !== undefined)
            .map((value) => quoted(String(value), theme))
            .join(' and ')
  }
}

const quoted = (text: string, theme: Theme): string =>
  `"${cut(clean(text).trim(), WORDS, theme.symbols.ellipsis)}"`

/** Endings that the last step does not already tell. */
const ending = (how: Extract<EngineEvent, { type: 'ended' }>['how']): string | undefined => {
  switch (how) {
    case 'dead_end':
      return 'stuck'
    case 'endless':
      return 'round and round for ever'
    case 'stopped':
      return 'stopped'
    case 'abandoned':
      return 'the customer leaves'
    case 'resolved':
    case 'unresolved':
    case 'handed_off':
      return undefined
  }
}
