// Puts a session on: seats filled, words on the screen, every event recorded, the account at the end.
import { relative, sep } from 'node:path'
import process from 'node:process'
import { advance, type EngineEvent, type Machine } from '../../engine/index.ts'
import { clean, columnsOf, type Theme } from '../../report/index.ts'
import {
  type Backstage,
  type CustomerSeat,
  type createVault,
  type Opening,
  playSession,
  type Recording,
  RecordingProblem,
  scriptedCustomer,
  smoothBackstage,
  standingEvents,
  sumUp,
  surprisingBackstage,
} from '../../roleplay/index.ts'
import { isHangUp, leaveHungUp } from '../hang-up.ts'
import { Problem } from '../problem.ts'
import { closingAccount } from './closing.ts'
import { createLineEditor, type LineEditor } from './line-editor.ts'
import { completions } from './prompt-commands.ts'
import { BEFORE_THE_FIRST, labelOf, type Stage, showHappening } from './stage.ts'
import { askingBackstage, customerAtTerminal } from './terminal-seats.ts'
import { valueReader } from './typed-values.ts'

/** How actions turn out and who is free. */
export type Fortune = 'smooth' | 'surprise' | 'ask'

export interface Performance {
  readonly machine: Machine
  readonly opening: Opening
  /** What the recording holds already. */
  readonly recorded: readonly EngineEvent[]
  readonly recording: Recording
  readonly vault: ReturnType<typeof createVault>
  /** The customer's lines; without them a person at the terminal is asked. */
  readonly lines?: readonly string[]
  readonly fortune: Fortune
  readonly theme: () => Theme
}

const write = (text: string): void => {
  process.stdout.write(text)
}

/** Plays to the end and prints the account. Throws `Problem` when it cannot be recorded any more. */
export async function perform(show: Performance): Promise<void> {
  const { machine, recording, recorded, theme } = show
  const events = [...recorded]
  const { started } = show.opening.state
  const customer = labelOf(machine.persona?.name ?? 'Customer', theme())
  const stage: Stage = { theme, write, machine, customer, echo: show.lines !== undefined }
  const path = shownPath(recording.path)
  let editor: LineEditor | undefined
  const stop = () => editor?.interrupt()
  let latest: Opening['state'] | undefined
  /** The terminal is gone: keeps how far it went, and leaves without a word. */
  const hangUp = (): never => {
    try {
      if (latest === undefined) recording.append(show.opening.events)
      const end = advance(machine, latest ?? show.opening.state, { type: 'ended', how: 'stopped' })
      if (end.problem === undefined) recording.append(end.events)
      recording.close()
    } catch {
      // Nobody is there to be told; whole lines are on the disk already.
    }
    return leaveHungUp()
  }
  process.on('SIGHUP', hangUp)
  try {
    if (show.lines === undefined) {
      editor = createLineEditor(process.stdin, process.stdout, completions)
      for (const signal of SIGNALS) process.on(signal, stop)
    }
    let at = BEFORE_THE_FIRST
    for (const event of standingEvents(recorded))
      at = showHappening(
        { ...stage, echo: true },
        { state: show.opening.state, events: [event] },
        at,
      )
    const { createEar } = await import('../../understanding/index.ts')
    const ear = await createEar()
    const today = localDay(new Date())
    const seat: CustomerSeat =
      editor === undefined
        ? scriptedCustomer(show.lines ?? [])
        : customerAtTerminal({ editor, machine, theme, write, customer, transcript: path })
    await playSession(
      {
        machine,
        ear,
        vault: show.vault,
        today,
        seats: {
          customer: seat,
          backstage: backstageFor(
            show.fortune,
            machine,
            started.seed,
            editor,
            valueReader(ear, today),
          ),
        },
        record: (fresh) => {
          recording.append(fresh)
          events.push(...fresh)
        },
        watch: (happening) => {
          latest = happening.state
          at = showHappening(stage, happening, at)
        },
      },
      show.opening,
    )
  } catch (error) {
    if (isHangUp(error)) hangUp()
    throw error instanceof RecordingProblem ? new Problem(`${error.message}.`) : error
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop)
    try {
      editor?.close()
    } catch {
      // A terminal that cannot be set back is gone.
      hangUp()
    }
    recording.close()
    process.off('SIGHUP', hangUp)
  }
  const account = sumUp(events, machine.journeys, machine.persona?.mood.start ?? 0)
  const resume =
    account.ended === 'stopped' || account.ended === 'abandoned'
      ? `tableread resume ${quoted(path)}${show.fortune === 'smooth' ? '' : FORTUNE_FLAG[show.fortune]}`
      : undefined
  write(
    `\n${closingAccount(account, { transcript: path, ...(resume === undefined ? {} : { resume }) }, theme())}\n`,
  )
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const FORTUNE_FLAG = { surprise: ' --surprise', ask: ' --ask-outcomes' } as const

function backstageFor(
  fortune: Fortune,
  machine: Machine,
  seed: number,
  editor: LineEditor | undefined,
  readValue: ReturnType<typeof valueReader>,
): Backstage {
  switch (fortune) {
    case 'smooth':
      return smoothBackstage(machine.slots)
    case 'surprise':
      return surprisingBackstage(machine.slots, seed)
    case 'ask':
      if (editor === undefined) throw new RangeError('nobody is there to ask')
      return askingBackstage(editor, machine, readValue)
  }
}

export const localDay = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`

/** Relative to where the player is, when it lies there. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), path)
  return clean(near === '' || near.startsWith('..') ? path : near.split(sep).join('/'))
}

/** Words and a path: the path on a line of its own where it would be broken, to be copied whole. */
export const withPath = (words: string, path: string, theme: Theme): string =>
  columnsOf(`${words} ${path}`) <= theme.width
    ? theme.dim(`${words} ${path}`)
    : `${theme.dim(words)}\n${theme.dim(path)}`

const quoted = (path: string): string =>
  /^[\w./\\:@%+=-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`

/** Whether somebody sits at a terminal, at both ends. */
export const atTerminal = (): boolean =>
  process.stdin.isTTY === true && process.stdout.isTTY === true

export interface FortuneFlags {
  readonly surprise?: boolean
  readonly askOutcomes?: boolean
  readonly script?: string
}

/** Throws `Problem` for flags that exclude each other. */
export function readFortune({ surprise, askOutcomes, script }: FortuneFlags): Fortune {
  if (surprise === true && askOutcomes === true)
    throw new Problem(
      '--surprise and --ask-outcomes exclude each other.',
      'With --surprise the seed decides how actions turn out; with --ask-outcomes you do.',
    )
  if (askOutcomes === true && script !== undefined)
    throw new Problem(
      '--ask-outcomes needs somebody to ask, and a script has nobody.',
      'With a script actions succeed, or turn out by the seed with --surprise.',
    )
  return surprise === true ? 'surprise' : askOutcomes === true ? 'ask' : 'smooth'
}

/** Throws `Problem` where nobody is there to play. */
export function needTerminal(): void {
  if (!atTerminal())
    throw new Problem(
      'Playing needs a terminal, and this is none.',
      'To play without one, write what the customer says into a file, a line a line, and name it\nwith --script FILE (--script - reads the lines from stdin).',
    )
}
