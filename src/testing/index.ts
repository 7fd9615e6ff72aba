export { type FakeChannel, fakeChannel } from './fake-channel.js'
export { type ManualClock, manualClock } from './manual-clock.js'
