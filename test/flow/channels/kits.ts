// Each provider as the flow tests need it: a stand-in, and its calls as of now, since a served desk has the real clock.
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { chatraCall, chatraFragment, startChatra } from '../../channels/stand-ins/chatra.js'
import { ANNA, emailCall, emailLetter, startEmail } from '../../channels/stand-ins/email.js'
import {
  FACEBOOK,
  facebookBody,
  facebookCall,
  facebookEcho,
  facebookMessage,
  startFacebook,
} from '../../channels/stand-ins/facebook.js'
import { skypeCall, skypeMessage, startSkype } from '../../channels/stand-ins/skype.js'
import {
  SLACK_APP,
  SLACK_BOT_USER,
  slackCall,
  slackEvent,
  slackMessage,
  startSlack,
} from '../../channels/stand-ins/slack.js'
import { startTelegram, telegramCall, telegramUpdate } from '../../channels/stand-ins/telegram.js'
import { startViber, viberCall, viberMessage } from '../../channels/stand-ins/viber.js'
import { startVk, vkCall, vkNew, vkReply } from '../../channels/stand-ins/vk.js'

export interface Kit {
  readonly kind: string
  readonly account: { readonly [property: string]: unknown }
  readonly sent: () => readonly { readonly text: string; readonly tag?: string; readonly id?: string }[]
  readonly answerNext: (...answers: readonly string[]) => void
  /** Answers what was `held`; not of e-mail. */
  readonly letGo?: () => void
  /** The customer's message number `n`; the same at every call. */
  readonly says: (n: number, text: string) => RawDelivery
  /** Somebody of ours typed it in the provider's own inbox. */
  readonly typed?: (n: number, text: string) => RawDelivery
  /** What we sent comes back. */
  readonly echo?: (sent: { readonly text: string; readonly tag?: string; readonly id?: string }) => RawDelivery
  /** How sending fails, by the names that the stand-in knows. */
  readonly failures: {
    readonly rateLimited?: string
    /** The provider lets no answer through any more: what it says to each call, and the code that agents see. */
    readonly closed: readonly Closed[]
    readonly okButFailed?: string
    /** A gateway's page instead of the provider's answer. */
    readonly gateway?: string
  }
  /** A message that is sent again is known to the provider. */
  readonly deduplicates: boolean
  readonly url?: string
  readonly close: () => Promise<void>
}

export interface Closed {
  readonly answers: readonly string[]
  readonly code: 'window-closed' | 'blocked'
}

/** One answer each. */
const closedBy = (code: Closed['code'], ...answers: readonly string[]): readonly Closed[] =>
  answers.map((answer) => ({ answers: [answer], code }))

type Now = () => number

const SECOND_MS = 1_000

/** When a message was first said: a redelivery tells the same moment. */
function firstMoments(now: Now): (n: number) => number {
  const said = new Map<number, number>()
  return (n) => {
    const at = said.get(n) ?? now()
    said.set(n, at)
    return at
  }
}

const secondsOf = (ms: number): number => Math.floor(ms / SECOND_MS)

export async function startKits(kinds: readonly string[] = Object.keys(KITS), now?: Now): Promise<Map<string, Kit>> {
  const kits = new Map<string, Kit>()
  for (const kind of kinds) kits.set(kind, await (KITS[kind] as (now?: Now) => Promise<Kit>)(now))
  return kits
}

/** `now`: of the desk that they call. */
export const KITS: { readonly [kind: string]: (now?: Now) => Promise<Kit> } = {
  facebook: async (now = Date.now) => {
    const at = firstMoments(now)
    const it = await startFacebook()
    return {
      ...it,
      kind: 'facebook',
      says: (n, text) => facebookCall(facebookBody(facebookMessage({ mid: `m_${n}`, text, at: at(n) }))),
      typed: (n, text) =>
        facebookCall(
          facebookBody(facebookEcho({ mid: `m_typed${n}`, text, at: now(), more: { app_id: 263902037430900 } })),
        ),
      // Every echo names the app that sent it.
      echo: ({ text, tag, id = '' }) =>
        facebookCall(
          facebookBody(
            facebookEcho({ mid: id, text, at: now(), more: { metadata: tag, app_id: Number(FACEBOOK.appId) } }),
          ),
        ),
      failures: {
        rateLimited: 'http-429',
        // Refused as an answer, it is tried once as a person's (HUMAN_AGENT).
        closed: [
          { answers: ['window-closed', 'window-closed'], code: 'window-closed' },
          ...closedBy('blocked', 'blocked', 'page-restricted'),
        ],
        okButFailed: '200-but-failed',
        gateway: 'bad-gateway',
      },
      deduplicates: false,
    }
  },
  vk: async (now = Date.now) => {
    const at = firstMoments(now)
    const it = await startVk()
    return {
      ...it,
      kind: 'vk',
      says: (n, text) => vkCall(vkNew({ id: n, text, at: secondsOf(at(n)) })),
      typed: (n, text) => vkCall(vkReply({ id: 90_000 + n, text, at: secondsOf(now()) }, 777)),
      echo: ({ text, tag, id = '' }) =>
        vkCall(vkReply({ id: Number(id), text, at: secondsOf(now()), more: { payload: tag } })),
      failures: {
        rateLimited: 'too-fast',
        closed: [...closedBy('window-closed', 'timed-out'), ...closedBy('blocked', 'not-allowed', 'no-access')],
        okButFailed: 'bad-request',
        gateway: 'bad-gateway',
      },
      deduplicates: true,
    }
  },
  telegram: async (now = Date.now) => {
    const at = firstMoments(now)
    const it = await startTelegram()
    return {
      ...it,
      kind: 'telegram',
      says: (n, text) => telegramCall(telegramUpdate({ id: n, text, at: secondsOf(at(n)) })),
      failures: {
        rateLimited: 'rate-limited',
        closed: [...closedBy('window-closed', 'window-closed'), ...closedBy('blocked', 'blocked', 'kicked')],
        okButFailed: '200-but-failed',
        gateway: 'bad-gateway',
      },
      deduplicates: false,
    }
  },
  skype: async (now = Date.now) => {
    const at = firstMoments(now)
    const it = await startSkype()
    return {
      ...it,
      kind: 'skype',
      says: (n, text) =>
        skypeCall(
          it.url,
          skypeMessage(it.url, {
            id: String(1_763_985_600_000 + n),
            text,
            more: { timestamp: new Date(at(n)).toISOString() },
          }),
          { now: now() },
        ),
      failures: {
        rateLimited: 'rate-limited',
        closed: closedBy('blocked', 'forbidden', 'gone'),
        gateway: 'bad-gateway',
      },
      deduplicates: false,
    }
  },
  viber: async (now = Date.now) => {
    const at = firstMoments(now)
    const it = await startViber()
    return {
      ...it,
      kind: 'viber',
      says: (n, text) => viberCall(viberMessage({ token: 4_912_661_846_655_238_000n + BigInt(n), text, at: at(n) })),
      failures: {
        rateLimited: 'http-429',
        closed: closedBy('blocked', 'blocked', 'not-registered'),
        okButFailed: 'bad-request',
        gateway: 'bad-gateway',
      },
      deduplicates: false,
    }
  },
  chatra: async (now = Date.now) => {
    const at = firstMoments(now)
    const it = await startChatra()
    return {
      ...it,
      kind: 'chatra',
      says: (n, text) => chatraCall(chatraFragment([{ id: `in${n}`, text, at: at(n) }])),
      typed: (n, text) => chatraCall(chatraFragment([{ id: `typed${n}`, text, type: 'agent', at: now() }])),
      echo: ({ text, tag, id = '' }) =>
        chatraCall(chatraFragment([{ id, text, type: 'agent', at: now(), more: { receivedFrom: tag } }])),
      failures: { rateLimited: 'rate-limited', closed: closedBy('blocked', 'blocked'), gateway: 'bad-gateway' },
      deduplicates: false,
    }
  },
  slack: async (now = Date.now) => {
    const at = firstMoments(now)
    const it = await startSlack()
    const tsOf = (n: number): string => `${secondsOf(at(n))}.${String(n).padStart(6, '0')}`
    return {
      ...it,
      kind: 'slack',
      account: { ...it.account, agentIds: ['U0AGENT'] },
      says: (n, text) => slackCall(slackEvent(slackMessage({ ts: tsOf(n), text })), { at: now() }),
      typed: (n, text) =>
        slackCall(slackEvent(slackMessage({ ts: tsOf(5_000 + n), text, user: 'U0AGENT' })), { at: now() }),
      echo: ({ text, tag, id = '' }) => {
        const metadata = { event_type: 'caseline_reply', event_payload: { caseline: tag } }
        const more = { bot_id: 'B0OURBOT', app_id: SLACK_APP, metadata }
        return slackCall(slackEvent(slackMessage({ ts: id, text, user: SLACK_BOT_USER, more })), { at: now() })
      },
      failures: {
        rateLimited: 'limited-with-200',
        closed: closedBy('blocked', 'not-there', 'not-in-channel', 'archived'),
        okButFailed: 'bad-request',
        gateway: 'bad-gateway',
      },
      deduplicates: false,
    }
  },
  email: async (now = Date.now) => {
    const it = await startEmail()
    return {
      ...it,
      kind: 'email',
      // Every letter but the first answers the one before, so that all are one correspondence.
      says: (n, text) => {
        const before = n % 100 === 1 ? [] : [`In-Reply-To: <letter-${n - (n % 100) + 1}@example.org>`]
        return emailCall(emailLetter({ id: `letter-${n}@example.org`, text, more: before }), {
          at: now(),
          mailFrom: ANNA,
        })
      },
      failures: { rateLimited: 'rate-limited', closed: closedBy('blocked', 'no-such-user', 'mailbox-full') },
      deduplicates: true,
    }
  },
}
