// The comparison beside the page, so that the page stays quick.
import { type CompareAnswer, type CompareRequest, compareRules } from '../../session/compare-rules.js'

const tell = (answer: CompareAnswer) => self.postMessage(answer)

self.addEventListener('message', async ({ data }: MessageEvent<CompareRequest>) => tell(await compareRules(data, tell)))
