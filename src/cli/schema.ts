// `tableread schema`: prints the JSON Schema of a kind of file, so that an editor can complete and
// check it.
import process from 'node:process'
import { Argument, type Command } from 'commander'
import { schemaText } from '../model/index.ts'

const KINDS = ['journey', 'persona', 'scenario', 'transcript', 'config', 'shared'] as const
type Kind = (typeof KINDS)[number]

export const define = (program: Command): void => {
  program
    .command('schema')
    .description('Print the JSON Schema (draft 2020-12) of a kind of file.')
    .addArgument(new Argument('<kind>', 'The kind of file.').choices(KINDS))
    .addHelpText(
      'after',
      `
Examples:
  $ tableread schema journey > journey.schema.json

In an editor that knows YAML schemas, put this at the top of a journey:
  # yaml-language-server: $schema=../journey.schema.json`,
    )
    .action((kind: Kind) => {
      process.stdout.write(schemaText(kind))
    })
}
