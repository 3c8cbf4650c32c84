// The customer's seat and the backstage for a person at a terminal.
import type { Machine } from '../../engine/index.ts'
import { standIn } from '../../engine/index.ts'
import type { DoStep, Slot, Value } from '../../model/index.ts'
import { clean, type Theme, wrap } from '../../report/index.ts'
import type { Backstage, CustomerSeat, Leaving } from '../../roleplay/index.ts'
import { outcomeNamed } from '../../roleplay/index.ts'
import { statusTable } from './closing.ts'
import type { LineEditor } from './line-editor.ts'
import { LONGEST_LINE } from './line-editor.ts'
import { PROMPT_COMMANDS, readTyped } from './prompt-commands.ts'
import { valueWords } from './stage.ts'
import type { TypedValueReader } from './typed-values.ts'

const STOPPED: Leaving = { kind: 'leaves', how: 'stopped' }

export interface CustomerAtTerminal {
  readonly editor: LineEditor
  readonly machine: Machine
  readonly theme: () => Theme
  readonly write: (text: string) => void
  readonly customer: string
  readonly transcript: string
}

/** A person types what the customer says; commands are answered on the spot. */
export const customerAtTerminal =
  ({ editor, machine, theme, write, customer, transcript }: CustomerAtTerminal): CustomerSeat =>
  async ({ state, expecting }) => {
    for (;;) {
      const paint = theme()
      write('\n')
      const line = await editor.ask(
        `${paint.green(paint.bold(customer))} ${paint.unicode ? '›' : '>'} `,
      )
      if (line.kind !== 'line') return STOPPED
      if (line.cut)
        write(`${theme().dim(`(only the first ${LONGEST_LINE} characters were taken)`)}\n`)
      const typed = readTyped(line.text)
      switch (typed.kind) {
        case 'words':
          return { kind: 'says', text: typed.text }
        case 'silence':
          return { kind: 'silent' }
        case 'unknown':
          write(`${unknownCommand(typed.typed, typed.nearest, theme())}\n`)
          break
        case 'command':
          if (typed.command === '/quit') return STOPPED
          write(
            `${
              typed.command === '/help'
                ? promptHelp(theme())
                : statusTable({ machine, state, expecting, transcript }, theme())
            }\n`,
          )
      }
    }
  }

const unknownCommand = (typed: string, near: string | undefined, theme: Theme): string =>
  wrap(
    `There is no command ${clean(typed).slice(0, 40)}. ${
      near === undefined ? '/help shows what there is.' : `Did you mean ${near}?`
    } To say a line that begins with a slash, type the slash twice.`,
    theme.width,
  )

const COMMAND_COLUMNS = 14

export const promptHelp = (theme: Theme): string =>
  [
    ['your words', 'what the customer says'],
    ['Enter alone', 'the customer says nothing'],
    ...Object.entries(PROMPT_COMMANDS),
    ['//words', 'says a line that begins with a slash'],
    ['Ctrl-C, Ctrl-D', 'stop, the same as /quit'],
  ]
    .map(([head = '', text = '']) => {
      const words = wrap(text, theme.width, COMMAND_COLUMNS + 4)
      return `  ${head.padEnd(COMMAND_COLUMNS + 2)}${words}`
    })
    .join('\n')

/** The player decides how actions turn out, what they teach, and who is free. */
export const askingBackstage = (
  editor: LineEditor,
  machine: Machine,
  readValue: TypedValueReader,
): Backstage => ({
  act: ({ expecting }) =>
    orStopped(() =>
      editor.lend(async () => {
        const outcome = await chooseOutcome(expecting.step)
        const learned: Record<string, Value> = {}
        for (const name of outcomeNamed(expecting.step, outcome)?.learns ?? []) {
          const slot = machine.slots.get(name)
          if (slot !== undefined)
            learned[name] = await chooseValue(machine, slot, expecting.journey.language, readValue)
        }
        return { kind: 'did', outcome, learned } as const
      }),
    ),
  connect: ({ expecting }) =>
    orStopped(() =>
      editor.lend(async () => {
        const { select } = await import('@inquirer/prompts')
        const is = await select(
          {
            message: `Is somebody from ${clean(expecting.step.team)} free?`,
            choices: [
              { value: 'free', name: 'free' },
              { value: 'busy', name: 'nobody is free' },
              { value: 'closed', name: 'closed' },
            ] as const,
          },
          CLEAR,
        )
        return { kind: 'is', is } as const
      }),
    ),
})

const CLEAR = { clearPromptOnDone: true }

async function chooseOutcome(step: DoStep): Promise<string> {
  const { select } = await import('@inquirer/prompts')
  return select(
    {
      message: `How does ${clean(step.action)} turn out?`,
      choices: step.outcomes.map(({ name }) => ({ value: name, name: name.replaceAll('_', ' ') })),
    },
    CLEAR,
  )
}

/** Asks for a learned value; Enter takes an invented one. */
async function chooseValue(
  machine: Machine,
  slot: Slot,
  language: string,
  readValue: TypedValueReader,
): Promise<Value> {
  const { input, select } = await import('@inquirer/prompts')
  const message = `What is ${clean(slot.name.replaceAll('_', ' '))}?`
  if (slot.type === 'choice' && slot.sensitive === undefined)
    return select(
      {
        message,
        choices: slot.values.map(({ value, label }) => ({ value, name: clean(label) })),
      },
      CLEAR,
    )
  const invented = standIn(slot)
  const answer = await input(
    {
      message: `${message} (Enter: ${clean(valueWords(machine, slot.name, invented))})`,
      validate: (text) => {
        const read = text.trim() === '' ? undefined : readValue(slot, text, language)
        return read === undefined || read.ok ? true : read.why
      },
    },
    CLEAR,
  )
  const read = answer.trim() === '' ? undefined : readValue(slot, answer, language)
  return read?.ok === true ? read.value : invented
}

/** Ctrl-C in a list stops the session like Ctrl-C anywhere. */
async function orStopped<T>(work: () => Promise<T>): Promise<T | Leaving> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return STOPPED
    throw error
  }
}
