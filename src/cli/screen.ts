// The theme of a stream as the options of the command line want it.
import { createTheme, type Screen, type Theme } from '../report/index.ts'

/** `color` is false after `--no-color`, else true: then the stream and the environment decide. */
export const themeOf = (stream: Screen, color: boolean): Theme =>
  createTheme(stream, color ? {} : { color })
