// `tableread new`: writes the first version of a journey or a persona, asking for what was not given
// where somebody can answer. Never overwrites.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Channel, Project } from '../model/index.ts'
import { clean, shownPath } from '../report/index.ts'
import { inWords, Problem } from './problem.ts'
import { loadOrExplain } from './project.ts'
import { themeOf } from './screen.ts'
import { journeyText, personaText } from './templates.ts'

const CHANNELS: readonly Channel[] = ['chat', 'voice', 'sms', 'email', 'in_person']
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/

interface Shared {
  readonly yes?: boolean
  readonly config?: string
  readonly color: boolean
  readonly summary?: string
}
interface JourneyOptions extends Shared {
  readonly title?: string
  readonly channel?: readonly Channel[]
  readonly persona?: readonly string[]
}
interface PersonaOptions extends Shared {
  readonly name?: string
  readonly quote?: string
}

export const define = (program: Command): void => {
  const parent = program
    .command('new')
    .description('Write the first version of a journey or a persona. Nothing is overwritten.')
    .addHelpText(
      'after',
      `
Examples:
  $ tableread new journey                                   a few questions, then a file
  $ tableread new journey change-address --title "I've moved" --channel chat voice
  $ tableread new persona tom --name "Tom Hale" --yes       no questions`,
    )
  const quiet = new Option('-y, --yes', 'Ask nothing: take what is usual for what was not given.')
  parent
    .command('journey')
    .description('Write a short journey that can be played at once and lints clean.')
    .argument('[id]', 'Its id, such as change-address.', kebab)
    .option('--title <text>', 'What the customer wants, in their words.')
    .option('--summary <text>', 'The situation in a sentence.')
    .addOption(
      new Option('--channel <channel...>', 'Where it takes place, one or more.').choices(CHANNELS),
    )
    .option('--persona <id...>', 'Who comes with this need, one or more.')
    .addOption(quiet)
    .addHelpText(
      'after',
      `
Examples:
  $ tableread new journey change-address --title "I've moved" --channel chat voice
  $ tableread new journey change-address --yes`,
    )
    .action((id: string | undefined, _options: object, command: Command) =>
      newJourney(id, command.optsWithGlobals<JourneyOptions>()),
    )
  parent
    .command('persona')
    .description('Write a persona to fill in.')
    .argument('[id]', 'Their id, such as tom.', kebab)
    .option('--name <text>', 'Their name.')
    .option('--summary <text>', 'Who they are in a sentence.')
    .option('--quote <text>', 'Something they would say.')
    .addOption(quiet)
    .addHelpText(
      'after',
      `
Examples:
  $ tableread new persona tom --name "Tom Hale" --summary "Looks after his mother, always in a hurry"
  $ tableread new persona tom --yes`,
    )
    .action((id: string | undefined, _options: object, command: Command) =>
      newPersona(id, command.optsWithGlobals<PersonaOptions>()),
    )
}

const newJourney = async (given: string | undefined, options: JourneyOptions): Promise<void> => {
  const project = await projectHere(options)
  const asks = asking(options)
  const title =
    options.title ??
    (await asks?.text(
      'What does the customer want, in their words?',
      given ? spoken(given) : undefined,
    ))
  const id = given ?? (await asks?.text('Its id', kebabFrom(title ?? ''), kebabProblem))
  if (id === undefined) throw missingId('journey', 'change-address')
  free(project.journeys.has(id) || project.broken.has(id), 'journey', id)
  for (const persona of options.persona ?? []) known(persona, project)
  const channels = options.channel ?? (await asks?.channels()) ?? ['chat']
  const personas = options.persona ?? (await asks?.personas(project)) ?? []
  const slot = project.slots.has('need') ? `${id.replaceAll('-', '_')}_need` : 'need'
  await put(
    project,
    project.settings.paths.journeys,
    'journeys',
    id,
    journeyText({
      id,
      title: oneLine(title) ?? spoken(id),
      summary: oneLine(options.summary),
      channels,
      personas,
      slot: /^[a-z]/.test(slot) ? slot : `n_${slot}`,
    }),
    options,
    `tableread play ${id}`,
  )
}

const newPersona = async (given: string | undefined, options: PersonaOptions): Promise<void> => {
  const project = await projectHere(options)
  const asks = asking(options)
  const name =
    options.name ?? (await asks?.text('What are they called?', given ? spoken(given) : undefined))
  const id =
    given ?? (await asks?.text('Their id', kebabFrom(name?.split(' ')[0] ?? ''), kebabProblem))
  if (id === undefined) throw missingId('persona', 'tom')
  free(project.personas.has(id), 'persona', id)
  const summary = options.summary ?? (await asks?.text('Who are they, in a sentence?'))
  const quote =
    options.quote ?? (await asks?.text('Something they would say (Enter for nothing)', ''))
  await put(
    project,
    project.settings.paths.personas,
    'personas',
    id,
    personaText({
      id,
      name: oneLine(name) ?? spoken(id),
      summary: oneLine(summary) ?? 'Say here who they are, in a sentence.',
      quote: oneLine(quote),
    }),
    options,
    `tableread play --persona ${id}`,
  )
}

const projectHere = async ({ config, color }: Shared): Promise<Project> => {
  const [load] = await loadOrExplain(config === undefined ? {} : { config }, color)
  if (load === undefined)
    throw new Problem('There is no project here.', 'Start one: tableread init')
  return load.project
}

interface Asks {
  text(message: string, usual?: string, problem?: (text: string) => string | true): Promise<string>
  channels(): Promise<readonly Channel[]>
  personas(project: Project): Promise<readonly string[]>
}

/** Somebody who answers; nobody without a terminal or with --yes. */
const asking = ({ yes }: Shared): Asks | undefined => {
  if (yes === true || process.stdin.isTTY !== true) return undefined
  return {
    text: async (message, usual, problem) => {
      const { input } = await import('@inquirer/prompts')
      return input({
        message,
        ...(usual === undefined || usual === '' ? {} : { default: usual }),
        validate: (text) =>
          problem === undefined
            ? usual !== undefined || text.trim() !== '' || 'Please write something.'
            : problem(text),
      })
    },
    channels: async () => {
      const { checkbox } = await import('@inquirer/prompts')
      return checkbox<Channel>({
        message: 'Where does it take place?',
        required: true,
        choices: CHANNELS.map((value) => ({
          value,
          name: value.replaceAll('_', ' '),
          checked: value === 'chat',
        })),
      })
    },
    personas: async ({ personas }) => {
      if (personas.size === 0) return []
      const { checkbox } = await import('@inquirer/prompts')
      return checkbox<string>({
        message: 'Who comes with this need?',
        choices: [...personas.values()].map(({ id, name, summary }) => ({
          value: id,
          name: clean(name),
          description: clean(summary),
        })),
      })
    },
  }
}

const missingId = (kind: string, example: string): Problem =>
  new Problem(`Which ${kind}? Give it an id.`, `For example: tableread new ${kind} ${example}`)

const free = (taken: boolean, kind: string, id: string): void => {
  if (!taken) return
  throw new Problem(
    `There is already a ${kind} called ${id}. Nothing was written.`,
    'Choose another id, or edit the one that is there.',
  )
}

const known = (id: string, { personas }: Project): void => {
  if (personas.has(id)) return
  const names = [...personas.keys()]
  throw new Problem(
    `There is no persona called ${id}.`,
    names.length === 0
      ? `Write one first: tableread new persona ${kebabFrom(id) || 'tom'}`
      : `There are: ${names.join(', ')}.`,
  )
}

/** Writes the file into the first plain folder that the settings name for its kind. */
const put = async (
  project: Project,
  folders: readonly string[],
  usual: string,
  id: string,
  text: string,
  { color }: Shared,
  next: string,
): Promise<void> => {
  const folder =
    folders.find((path) => !/[*?{}[\]!()]/.test(path) && !/\.ya?ml$/.test(path)) ?? usual
  const path = join(project.root, folder, `${id}.yaml`)
  const shown = shownPath(path, process.cwd())
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text, { flag: 'wx' })
  } catch (error) {
    const why = inWords(error)
    throw new Problem(
      `Cannot write ${shown}: ${why}.`,
      'Choose another id, or move what is there out of the way.',
    )
  }
  const theme = themeOf(process.stdout, color)
  process.stdout.write(`Wrote ${clean(shown)}\nNext: ${theme.bold(next)}\n`)
}

const kebab = (text: string): string => {
  const problem = kebabProblem(text)
  if (problem === true) return text
  throw new InvalidArgumentError(problem)
}

const kebabProblem = (text: string): string | true => {
  if (KEBAB.test(text)) return true
  const better = kebabFrom(text)
  return `An id is lower-case words with hyphens between${better === '' ? '' : `, such as ${better}`}.`
}

const kebabFrom = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')

/** `change-address` as a title: `Change address`. */
const spoken = (id: string): string => {
  const words = id.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const oneLine = (text: string | undefined): string | undefined => {
  const line = text === undefined ? '' : clean(text).trim()
  return line === '' ? undefined : line
}
