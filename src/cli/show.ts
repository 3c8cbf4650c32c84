// `tableread show`: prints a journey as an outline to read, or as a diagram.
import process from 'node:process'
import { type Command, Option } from 'commander'
import { mermaid, outline } from '../report/index.ts'
import { journeyNamed } from './project.ts'
import { themeOf } from './screen.ts'

interface ShowOptions {
  readonly format: 'outline' | 'mermaid'
  readonly config?: string
  readonly color: boolean
}

export const define = (program: Command): void => {
  program
    .command('show')
    .description('Print a journey: what is said, where it goes and when.')
    .argument('<journey>', 'The id of a journey, or its file.')
    .addOption(
      new Option('-f, --format <format>', 'How to print it.')
        .choices(['outline', 'mermaid'])
        .default('outline'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ tableread show query-a-charge
  $ tableread show journeys/query-a-charge.yaml --format mermaid > charge.mmd`,
    )
    .action((name: string, _options: object, command: Command) =>
      show(name, command.optsWithGlobals<ShowOptions>()),
    )
}

const show = async (name: string, { format, config, color }: ShowOptions): Promise<void> => {
  const { journey, project } = await journeyNamed(name, config, color)
  if (format === 'mermaid') {
    process.stdout.write(mermaid(journey))
    return
  }
  const theme = themeOf(process.stdout, color)
  process.stdout.write(outline(journey, project, theme))
}
