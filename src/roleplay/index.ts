// The door of roleplay: a session, its seats, its recording, and what there is to say about it.
export { type Account, type PromiseAccount, standingEvents, sumUp } from './account.ts'
export { outcomeNamed, smoothBackstage, surprisingBackstage } from './backstage.ts'
export { whyCannotGive } from './cannot-give.ts'
export { givenValues, makeHeader, onRecordAt } from './header.ts'
export {
  continueRecording,
  type Recording,
  RecordingProblem,
  sessionId,
  startRecording,
} from './recorder.ts'
export { changedFiles, resumeSession, tokensIn } from './resume.ts'
export {
  type Backstage,
  type CustomerSeat,
  type Leaving,
  scriptedCustomer,
} from './seats.ts'
export { type Happening, type Opening, openSession, playSession } from './session.ts'
export { readTranscript, type Transcript, whyUnreadable } from './transcript.ts'
export { createVault } from './vault.ts'
