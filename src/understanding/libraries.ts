// The heavy libraries, each loaded when something is first heard that needs it. `hear` answers at
// once, so they are required rather than imported.
import { createRequire } from 'node:module'

type Chrono = typeof import('chrono-node/en')
type Phones = typeof import('libphonenumber-js/min')

const require = createRequire(import.meta.url)

let chrono: Chrono | undefined
let phones: Phones | undefined

/** Dates in English. */
export function chronoLibrary(): Chrono {
  chrono ??= require('chrono-node/en') as Chrono
  return chrono
}

/** Phone numbers of the world. */
export function phoneLibrary(): Phones {
  phones ??= require('libphonenumber-js/min') as Phones
  return phones
}
