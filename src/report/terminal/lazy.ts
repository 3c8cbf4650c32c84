// What a run without findings does not need: measuring and wrapping text takes longer to load than
// checking a file.
import type { findingsText } from './findings.ts'

/** The function that lays out findings and diagnostics, loaded when there are some. */
export const loadFindingsText = async (): Promise<typeof findingsText> =>
  (await import('./findings.ts')).findingsText
