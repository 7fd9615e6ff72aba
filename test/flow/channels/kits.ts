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
  /** The customer's message number `n`; the same at every call. */
  readonly says: (n: number, text: string) => RawDelivery
  /** Somebody of ours typed it in the provider's own inbox. */
  readonly typed?: (n: number, text: string) => RawDelivery
  /** What we sent comes back. */
  readonly echo?: (sent: { readonly text: string; readonly tag?: string; readonly id?: string }) => RawDelivery
  /** How sending fails, by the name that the stand-in knows. */
  readonly failures: { readonly rateLimited?: string; readonly closed: string; readonly okButFailed?: string }
  /** A message that is sent again is known to the provider. */
  readonly deduplicates: boolean
  readonly url?: string
  readonly close: () => Promise<void>
}

const seconds = (): number => Math.floor(Date.now() / 1000)

export const KITS: { readonly [kind: string]: () => Promise<Kit> } = {
  facebook: async () => {
    const it = await startFacebook()
    return {
      ...it,
      kind: 'facebook',
      says: (n, text) => facebookCall(facebookBody(facebookMessage({ mid: `m_${n}`, text, at: Date.now() }))),
      typed: (n, text) =>
        facebookCall(
          facebookBody(facebookEcho({ mid: `m_typed${n}`, text, at: Date.now(), more: { app_id: 263902037430900 } })),
        ),
      // Every echo names the app that sent it.
      echo: ({ text, tag, id = '' }) =>
        facebookCall(
          facebookBody(
            facebookEcho({ mid: id, text, at: Date.now(), more: { metadata: tag, app_id: Number(FACEBOOK.appId) } }),
          ),
        ),
      failures: { rateLimited: 'http-429', closed: 'blocked', okButFailed: '200-but-failed' },
      deduplicates: false,
    }
  },
  vk: async () => {
    const it = await startVk()
    return {
      ...it,
      kind: 'vk',
      says: (n, text) => vkCall(vkNew({ id: n, text, at: seconds() })),
      typed: (n, text) => vkCall(vkReply({ id: 90_000 + n, text, at: seconds() }, 777)),
      echo: ({ text, tag, id = '' }) =>
        vkCall(vkReply({ id: Number(id), text, at: seconds(), more: { payload: tag } })),
      failures: { rateLimited: 'too-fast', closed: 'not-allowed', okButFailed: 'bad-request' },
      deduplicates: true,
    }
  },
  telegram: async () => {
    const it = await startTelegram()
    return {
      ...it,
      kind: 'telegram',
      says: (n, text) => telegramCall(telegramUpdate({ id: n, text, at: seconds() })),
      failures: { rateLimited: 'rate-limited', closed: 'window-closed', okButFailed: '200-but-failed' },
      deduplicates: false,
    }
  },
  skype: async () => {
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
            more: { timestamp: new Date().toISOString() },
          }),
          { now: Date.now() },
        ),
      failures: { rateLimited: 'rate-limited', closed: 'gone' },
      deduplicates: false,
    }
  },
  viber: async () => {
    const it = await startViber()
    return {
      ...it,
      kind: 'viber',
      says: (n, text) =>
        viberCall(viberMessage({ token: 4_912_661_846_655_238_000n + BigInt(n), text, at: Date.now() })),
      failures: { rateLimited: 'http-429', closed: 'blocked', okButFailed: 'bad-request' },
      deduplicates: false,
    }
  },
  chatra: async () => {
    const it = await startChatra()
    return {
      ...it,
      kind: 'chatra',
      says: (n, text) => chatraCall(chatraFragment([{ id: `in${n}`, text, at: Date.now() }])),
      typed: (n, text) => chatraCall(chatraFragment([{ id: `typed${n}`, text, type: 'agent', at: Date.now() }])),
      echo: ({ text, tag, id = '' }) =>
        chatraCall(chatraFragment([{ id, text, type: 'agent', at: Date.now(), more: { receivedFrom: tag } }])),
      failures: { rateLimited: 'rate-limited', closed: 'blocked' },
      deduplicates: false,
    }
  },
  slack: async () => {
    const it = await startSlack()
    const ts = (n: number): string => `${Math.floor(Date.now() / 1000)}.${String(n).padStart(6, '0')}`
    const known = new Map<number, string>()
    const tsOf = (n: number): string => {
      const found = known.get(n) ?? ts(n)
      known.set(n, found)
      return found
    }
    return {
      ...it,
      kind: 'slack',
      account: { ...it.account, agentIds: ['U0AGENT'] },
      says: (n, text) => slackCall(slackEvent(slackMessage({ ts: tsOf(n), text })), { at: Date.now() }),
      typed: (n, text) =>
        slackCall(slackEvent(slackMessage({ ts: tsOf(5_000 + n), text, user: 'U0AGENT' })), { at: Date.now() }),
      echo: ({ text, tag, id = '' }) => {
        const metadata = { event_type: 'caseline_reply', event_payload: { caseline: tag } }
        const more = { bot_id: 'B0OURBOT', app_id: SLACK_APP, metadata }
        return slackCall(slackEvent(slackMessage({ ts: id, text, user: SLACK_BOT_USER, more })), { at: Date.now() })
      },
      failures: { rateLimited: 'limited-with-200', closed: 'archived', okButFailed: 'bad-request' },
      deduplicates: false,
    }
  },
  email: async () => {
    const it = await startEmail()
    let last = ''
    return {
      ...it,
      kind: 'email',
      sent: () =>
        it.sent().map((one) => {
          last = one.email.messageId ?? last
          return { text: one.text }
        }),
      // Every letter but the first answers the one before, so that all are one correspondence.
      says: (n, text) => {
        const before = n % 100 === 1 ? [] : [`In-Reply-To: <letter-${n - (n % 100) + 1}@example.org>`]
        return emailCall(emailLetter({ id: `letter-${n}@example.org`, text, more: before }), {
          at: Date.now(),
          mailFrom: ANNA,
        })
      },
      failures: { rateLimited: 'rate-limited', closed: 'no-such-user' },
      deduplicates: true,
    }
  },
}
