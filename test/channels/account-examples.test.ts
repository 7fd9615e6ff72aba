import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { adapter as chatra } from '../../src/channels/chatra/adapter.js'
import { adapter as email } from '../../src/channels/email/adapter.js'
import { adapter as facebook } from '../../src/channels/facebook/adapter.js'
import { adapter as skype } from '../../src/channels/skype/adapter.js'
import { adapter as slack } from '../../src/channels/slack/adapter.js'
import { adapter as telegram } from '../../src/channels/telegram/adapter.js'
import { adapter as viber } from '../../src/channels/viber/adapter.js'
import { adapter as vk } from '../../src/channels/vk/adapter.js'
import { blocks } from '../docs/pages.js'

/** Dots stand for the rest of a token. */
const filled = (text: string) => text.replaceAll('…', '0123456789')

describe('the accounts that the channels’ pages show', () => {
  for (const { kind, accountOf, setWebhook, byHand } of [facebook, vk, slack, telegram, viber, chatra, skype, email]) {
    const page = readFileSync(new URL(`../../docs/channels/${kind}.md`, import.meta.url), 'utf8')
    const [example, ...others] = blocks(page).filter(({ language }) => language === 'json')

    it(`is one without faults, with every property but the certificate: ${kind}`, () => {
      expect(others).to.deep.equal([])
      const shown = JSON.parse(filled(example?.text ?? ''))
      expect(accountOf(shown)).to.deep.equal({ account: shown })
    })

    it(`says how its provider learns the address: ${kind}`, () => {
      expect(byHand === undefined).to.equal(setWebhook !== undefined)
      expect(byHand ?? 'A sentence without its stop').to.match(/^[A-Z].{20,}[^.]$/u)
    })

    it(`is explained, property by property: ${kind}`, () => {
      const read = accountOf({ nonsense: 1 })
      const [{ message } = { message: '' }] = 'faults' in read ? read.faults : []
      const known = message.split('there are ')[1]?.split(', ') ?? []
      // E-mail has one for each of its servers.
      if (kind !== 'email') expect(known).to.include('ca')
      const table = page.split('## The account')[1]?.split(/\n###? /)[0] ?? ''
      const named = [...table.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, names = '']) =>
        [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
      )
      expect(named).to.have.members(known)
    })
  }
})
