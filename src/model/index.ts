// The door of the model: journeys, personas, scenarios, transcripts, and how they are loaded.
export type { Diagnostic, Severity } from './diagnostic.ts'
export type { Config } from './generated/config.ts'
export type {
  Availability,
  Continued,
  Did,
  Ended,
  Entered,
  Experienced,
  Felt,
  HandedOff,
  Heard,
  Jumped,
  Kept,
  Noted,
  Promised,
  Rated,
  Said,
  Started,
  TranscriptEvent,
  Undone,
} from './generated/transcript.ts'
export type * from './journey.ts'
export { type Load, type LoadOptions, LoadProblem, loadProject } from './load-project.ts'
export { loadTexts } from './load-texts.ts'
export { nearest } from './nearest.ts'
export type * from './persona.ts'
export type { Part, Path, Position, Range, SourceFile } from './place.ts'
export type { Project, PromiseFacts, Settings } from './project.ts'
export { type SchemaKind, schemaText } from './schema-files.ts'
export { validateEvent } from './transcript.ts'
export { readValue } from './values.ts'
