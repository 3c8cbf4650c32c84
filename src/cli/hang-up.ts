// A terminal that is closed while the program runs: how it shows, and how to leave.
import process from 'node:process'

/** Reading, writing or setting up a terminal whose window was closed. */
export const isHangUp = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EIO'

/**
 * Ends the program as a closed terminal ends others. Whoever listens for SIGHUP gets it first and
 * must end the program. An ordinary exit would set the lost terminal back, and Node 20 aborts there.
 */
export function hangUp(): void {
  process.kill(process.pid, 'SIGHUP')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1000)
}

/** Leaves at once, whoever still listens for SIGHUP. */
export function leaveHungUp(): never {
  process.removeAllListeners('SIGHUP')
  process.kill(process.pid, 'SIGHUP')
  process.kill(process.pid, 'SIGKILL')
  throw new Error('the terminal was closed')
}
