// The account at the end of a session, and the status in the midst of one.
import type { Expectation, Machine, Source, State } from '../../engine/index.ts'
import { clean, columnsOf, type Theme, wrap } from '../../report/index.ts'
import type { Account, PromiseAccount } from '../../roleplay/index.ts'
import { CHANNEL, inQuotes, signed, valueWords } from './stage.ts'

type Row = readonly [string, string]

const HEAD_COLUMNS = 18

const table = (rows: readonly Row[], theme: Theme): string =>
  rows
    .map(([head, text]) => {
      const words = wrap(clean(text), theme.width, HEAD_COLUMNS)
      return `  ${theme.dim(head.padEnd(HEAD_COLUMNS - 2))}${words}`
    })
    .join('\n')

const ENDED: Readonly<Record<NonNullable<Account['ended']>, string>> = {
  resolved: 'Resolved',
  unresolved: 'Ended unresolved',
  handed_off: 'Handed to a person',
  abandoned: 'The customer left',
  dead_end: 'A dead end: the journey does not say what happens here',
  endless: 'It would go round for ever without anybody speaking',
  stopped: 'Stopped',
}

export interface Whereabouts {
  /** As it is named to the player. */
  readonly transcript: string
  /** The command that goes on, when there is something to go on with. */
  readonly resume?: string
}

export function closingAccount(account: Account, where: Whereabouts, theme: Theme): string {
  const { ended, turns, silences, askedAgain, notUnderstood, promises, moods } = account
  const title = ended === undefined ? 'Not over yet' : ENDED[ended]
  const paint =
    ended === 'resolved' || ended === 'handed_off'
      ? theme.green
      : ended === 'dead_end' || ended === 'endless'
        ? theme.red
        : theme.yellow
  const rows: readonly Row[] = [
    ['turns', silences === 0 ? String(turns) : `${turns}, ${silences} of them silent`],
    [
      'asked again',
      askedAgain.length === 0
        ? 'nothing'
        : askedAgain
            .map(({ slot, times }) => (times === 1 ? slot : `${slot}, ${times} times`))
            .join('; '),
    ],
    ...notUnderstood.map(
      ({ text, step }, index): Row => [
        index === 0 ? 'not understood' : '',
        `${inQuotes(shorten(text, theme), theme)} at ${step}`,
      ],
    ),
    ...(promises.length === 0
      ? [['promises', 'none made'] as const]
      : promises.map(
          (promise, index): Row => [index === 0 ? 'promises' : '', promiseWords(promise)],
        )),
    ['mood', moodWords(moods, theme)],
  ]
  return [
    paint(theme.bold(title)),
    table(rows, theme),
    plainRow('recorded in', where.transcript, theme),
    ...(where.resume === undefined ? [] : [plainRow('go on with', where.resume, theme)]),
  ].join('\n')
}

/** Not wrapped: a path or a command is there to be copied. Too wide, it has a line of its own. */
const plainRow = (head: string, text: string, theme: Theme): string =>
  HEAD_COLUMNS + columnsOf(text) <= theme.width
    ? `  ${theme.dim(head.padEnd(HEAD_COLUMNS - 2))}${text}`
    : `  ${theme.dim(head)}\n${text}`

const promiseWords = ({ promise, within, is }: PromiseAccount): string =>
  `${promise}${within === undefined ? '' : ` within ${within}`}: ${PROMISE[is]}`

const PROMISE: Readonly<Record<PromiseAccount['is'], string>> = {
  kept: 'kept',
  broken: 'broken',
  open: 'still open',
}

const SHORT = 120
const shorten = (text: string, theme: Theme): string => {
  const characters = [...clean(text)]
  return characters.length <= SHORT
    ? characters.join('')
    : `${characters.slice(0, SHORT).join('')}${theme.symbols.ellipsis}`
}

const BLOCKS = ['▁', '▁', '▂', '▃', '▃', '▄', '▅', '▅', '▆', '▇', '█']
const MOST_MOODS = 24

const LEVELS = ['_', '_', '.', '.', '-', '-', '-', '=', '=', '^', '^']

/** A small curve from -5 to +5 and its numbers: `▃▄▆  -1, 0, +2`; `--=  -1, 0, +2` in ASCII. */
export function moodWords(moods: readonly number[], theme: Pick<Theme, 'unicode'>): string {
  const shown = moods.length <= MOST_MOODS ? moods : [moods[0] ?? 0, ...moods.slice(1 - MOST_MOODS)]
  const numbers = shown.map(signed)
  if (shown.length < moods.length) numbers.splice(1, 0, theme.unicode ? '…' : '...')
  const marks = theme.unicode ? BLOCKS : LEVELS
  return `${shown.map((mood) => marks[mood + 5] ?? '').join('')}  ${numbers.join(', ')}`
}

const SOURCE: Readonly<Record<Source, string>> = {
  organisation: 'on record',
  action: 'from an action',
  answer: 'the customer answered',
  volunteered: 'the customer volunteered it',
}

export interface Now {
  readonly machine: Machine
  readonly state: State
  readonly expecting: Extract<Expectation, { kind: 'listening' }>
  readonly transcript: string
}

export function statusTable({ machine, state, expecting, transcript }: Now, theme: Theme): string {
  const { situation } = state
  const { step, failures } = expecting
  const waiting =
    step.kind === 'ask' ? `asks for ${step.slot}` : `asks to confirm ${step.slots.join(', ')}`
  const known = [...situation.values].map(([slot, { value, source }]) => {
    const confirmed = situation.confirmed.has(slot) ? ', confirmed' : ''
    return `${slot} ${valueWords(machine, slot, value)} (${SOURCE[source]}${confirmed})`
  })
  const list = (names: Iterable<string>) => [...names].join(', ') || 'nothing'
  const open = [...situation.promised].filter((promise) => !situation.kept.has(promise))
  const kept = [...situation.promised].filter((promise) => situation.kept.has(promise))
  const rows: readonly Row[] = [
    ['step', situation.stack.map((frame) => `${frame.journey}: ${frame.step}`).join(' > ')],
    ['', `${waiting}, ${CHANNEL[situation.channel]}`],
    ['tries', `${failures} of ${step.maxTries} used`],
    ...(known.length === 0
      ? [['known', 'nothing'] as const]
      : known.map((words, index): Row => [index === 0 ? 'known' : '', words])),
    ['told', list(situation.told)],
    ['promised', list([...open, ...kept.map((promise) => `${promise} (kept)`)])],
    ['mood', signed(state.mood)],
    ['listens for', list(expecting.intents.map(({ intent }) => intent))],
  ]
  return [table(rows, theme), plainRow('recorded in', transcript, theme)].join('\n')
}
