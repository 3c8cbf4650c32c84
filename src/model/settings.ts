// A project's settings: what its config says, with defaults for the rest.
import type { Config } from './generated/config.ts'
import type { SourceFile } from './place.ts'
import type { Settings } from './project.ts'
import { recordOf } from './records.ts'

export const CONFIG_NAME = 'tableread.config.yaml'

/** @param config checked data */
export function settingsOf(config: Config = {}, file?: SourceFile): Settings {
  return {
    preset: config.extends ?? 'recommended',
    rules: recordOf(Object.entries(config.rules ?? {})),
    paths: {
      journeys: config.paths?.journeys ?? ['journeys'],
      personas: config.paths?.personas ?? ['personas'],
      scenarios: config.paths?.scenarios ?? ['scenarios'],
      transcripts: config.paths?.transcripts ?? 'transcripts',
    },
    ignore: config.ignore ?? [],
    ...(file && { file }),
  }
}
