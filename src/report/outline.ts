// A journey as an outline for reading aloud or handing round: what is said, where it goes and when.
import type {
  DoStep,
  GlobalIntent,
  Journey,
  Passes,
  Project,
  Slot,
  Step,
  Wording,
} from '../model/index.ts'
import { type Way, waysOut } from './routes.ts'
import { clean } from './terminal/clean.ts'
import { columnsOf, wrap } from './terminal/layout.ts'
import type { Theme } from './terminal/theme.ts'
import { inWords } from './words.ts'

/** Example phrases shown for an intent. */
const EXAMPLES = 3

/** The whole journey in lines of at most the theme's width; ends with a line end. */
export const outline = (
  journey: Journey,
  project: Pick<Project, 'journeys'>,
  theme: Theme,
): string =>
  [
    heading(journey, theme),
    section('What it is about', journey.slots.size > 0 ? slotLines(journey, theme) : [], theme),
    section('Heard at any question', journey.globalIntents.map(intentLines(theme)), theme),
    journey.fallback === undefined
      ? ''
      : `${theme.bold('Where no other way is given')}\n  ${theme.symbols.arrow} ${journey.fallback}`,
    section(
      'Steps',
      journey.steps.map((step) => stepLines(step, journey, project, theme)),
      theme,
      '\n\n',
    ),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')

const section = (
  title: string,
  entries: readonly string[],
  theme: Theme,
  between: '\n' | '\n\n' = '\n',
): string => (entries.length === 0 ? '' : `${theme.bold(title)}\n${entries.join(between)}`)

/** `label  text`, the text wrapped with a hanging indent under itself. */
const row = (label: string, text: string, width: number, theme: Theme, margin = 0): string => {
  const before = `${' '.repeat(margin)}${label.padEnd(width)}  `
  return `${before}${wrap(clean(text), theme.width, columnsOf(before))}`
}

const heading = (journey: Journey, theme: Theme): string => {
  const share = journey.share === undefined ? [] : [`${journey.share} per cent of contacts`]
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['channels', journey.channels.map(inWords).join(', ')],
    ['personas', journey.personas.join(', ')],
    [
      'coverage',
      [...(journey.coverage === undefined ? [] : [inWords(journey.coverage)]), ...share].join(', '),
    ],
    ['started by', journey.initiatedBy === 'organisation' ? 'the organisation' : ''],
    ['known', journey.known.join(', ')],
    ['maybe known', journey.sometimesKnown.join(', ')],
    ['cause', journey.cause],
    ['prevention', journey.prevention],
    ['note', journey.note],
  ]
  const shown = facts.filter((fact): fact is readonly [string, string] => (fact[1] ?? '') !== '')
  const title = wrap(clean(journey.title), theme.width)
  return [
    theme.bold(title),
    ...(journey.summary === undefined ? [] : [wrap(clean(journey.summary), theme.width)]),
    '',
    ...[['journey', journey.id] as const, ...shown].map(([label, text]) =>
      row(theme.dim(label) + ' '.repeat(11 - label.length), text, 0, theme, 2),
    ),
  ].join('\n')
}

const slotLines = (journey: Journey, theme: Theme): readonly string[] => {
  const slots = [...journey.slots.values()]
  const longest = Math.min(24, Math.max(...slots.map(({ name }) => name.length)))
  return slots.map((slot) => row(slot.name, slotText(slot), longest, theme, 2))
}

const slotText = (slot: Slot): string =>
  [
    slot.type === 'choice'
      ? `one of ${slot.values.map(({ value, key }) => (key === undefined ? value : `${value} (${key})`)).join(', ')}`
      : slot.length === undefined
        ? slot.type === 'yes_no'
          ? 'yes or no'
          : slot.type
        : `${slot.length} ${slot.type === 'digits' ? 'digits' : 'characters'}`,
    slot.describe,
    slot.demands.length > 0 ? `takes ${slot.demands.join(', ')}` : undefined,
    slot.sensitive === undefined ? undefined : `sensitive (${inWords(slot.sensitive)})`,
    slot.transient ? 'asked afresh each time' : undefined,
  ]
    .filter((words) => words !== undefined)
    .join('; ')

const intentLines =
  (theme: Theme) =>
  (intent: GlobalIntent): string => {
    const examples = intent.examples.slice(0, EXAMPLES).map((example) => `"${example}"`)
    const more = intent.examples.length > EXAMPLES ? `, ${theme.symbols.ellipsis}` : ''
    const to = intent.next ?? 'back to the same question'
    return [
      `  ${intent.intent}${intent.feels === undefined ? '' : theme.dim(` (${intent.feels})`)}`,
      `    ${wrap(clean(`${examples.join(', ')}${more}`), theme.width, 4)}`,
      ...said(intent.say, theme),
      `    ${theme.symbols.arrow} ${to}`,
    ].join('\n')
  }

const stepLines = (
  step: Step,
  journey: Journey,
  project: Pick<Project, 'journeys'>,
  theme: Theme,
): string => {
  const work = workText(step, project)
  const ways = waysOut(step, journey)
  const { arrow } = theme.symbols
  const marks = [
    step.feels === undefined ? '' : `feels ${step.feels}`,
    step.via === undefined ? '' : `by ${inWords(step.via)}`,
    step.fulfils === undefined ? '' : `keeps ${step.fulfils}`,
    step.forget.length === 0 ? '' : `forgets ${step.forget.join(', ')}`,
  ].filter((mark) => mark !== '')
  return [
    `  ${theme.bold(step.id)}${marks.length === 0 ? '' : theme.dim(` (${marks.join('; ')})`)}`,
    ...(work === '' ? [] : [`    ${theme.cyan(wrap(clean(work), theme.width, 4))}`]),
    ...said(step.say, theme),
    ...reprompted(step, theme),
    ...ways.map(
      (way) => `    ${arrow} ${wrap(clean(wayText(way)), theme.width, 5 + arrow.length)}`,
    ),
  ].join('\n')
}

const wayText = ({ when, to, fallback, effects }: Way): string => {
  const aside = [...(fallback ? ['fallback'] : []), ...effects].join('; ')
  return `${when === '' ? '' : `${when}: `}${to}${aside === '' ? '' : ` (${aside})`}`
}

const said = (wording: Wording, theme: Theme): readonly string[] =>
  wording.map(({ source, channels }, index) => {
    const lead = index === 0 ? '    ' : '    or '
    const only = channels === undefined ? '' : ` (${channels.map(inWords).join(', ')})`
    return `${lead}${wrap(clean(`"${source.trim()}"${only}`), theme.width, lead.length)}`
  })

const reprompted = (step: Step, theme: Theme): readonly string[] => {
  if (step.kind !== 'ask' && step.kind !== 'confirm') return []
  const { noMatch, noInput } = step.reprompts
  const same =
    noMatch.map(({ source }) => source).join() === noInput.map(({ source }) => source).join()
  const shown = (wording: Wording, lead: string): readonly string[] =>
    wording.map(
      ({ source }) =>
        `    ${lead}${wrap(clean(`"${source.trim()}"`), theme.width, 4 + lead.length)}`,
    )
  return same
    ? shown(noMatch, 'again: ')
    : [...shown(noMatch, 'not understood: '), ...shown(noInput, 'silence: ')]
}

/** What the step does beside speaking, in words; empty for one that only speaks. */
const workText = (step: Step, project: Pick<Project, 'journeys'>): string => {
  const called = (id: string): string => {
    const title = project.journeys.get(id)?.title
    return title === undefined ? id : `${id} ("${title}")`
  }
  switch (step.kind) {
    case 'say':
      return ''
    case 'ask':
      return [
        `asks for ${step.slot}`,
        step.verifies ? 'to check who it is' : '',
        step.skipIfKnown ? 'skipped when known' : '',
      ]
        .filter((words) => words !== '')
        .join(', ')
    case 'confirm':
      return `reads back ${step.slots.join(', ')}`
    case 'do':
      return doText(step)
    case 'promise':
      return [
        `promises ${step.promise}`,
        step.within === undefined ? '' : `within ${step.within.text}`,
        step.owner === undefined ? '' : `kept by ${step.owner}`,
      ]
        .filter((words) => words !== '')
        .join(', ')
    case 'handoff':
      return [
        `hands over to ${step.team}`,
        step.mode === 'warm' ? 'staying until they have understood' : 'without staying',
        passesText(step.passes),
        step.wait === undefined ? '' : `about ${step.wait.text}`,
      ]
        .filter((words) => words !== '')
        .join(', ')
    case 'continue_in':
      return [
        `goes on in ${called(step.journey)}`,
        step.channel === undefined ? '' : `by ${inWords(step.channel)}`,
        passesText(step.passes),
      ]
        .filter((words) => words !== '')
        .join(', ')
    case 'subjourney':
      return `goes through ${called(step.journey)} and comes back`
    case 'end':
      return `ends ${step.how}`
  }
}

const doText = (step: DoStep): string =>
  [
    `does ${step.action}`,
    step.uses.length === 0 ? '' : `with ${step.uses.join(', ')}`,
    step.learns.length === 0 ? '' : `learns ${step.learns.join(', ')}`,
    step.irreversible ? 'cannot be undone' : '',
  ]
    .filter((words) => words !== '')
    .join(', ')

const passesText = (passes: Passes): string => {
  if (passes === 'all') return 'passing on everything'
  const names = [...passes.slots, ...passes.promises]
  return names.length === 0 ? 'passing on nothing' : `passing on ${names.join(', ')}`
}
