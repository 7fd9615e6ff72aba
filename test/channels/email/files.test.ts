import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { EmailAccount } from '../../../src/channels/email/account.js'
import { adapter } from '../../../src/channels/email/adapter.js'
import { folderArchive } from '../../../src/channels/email/folder-archive.js'
import type { ProviderAttachment } from '../../../src/ports/channel-adapter.js'
import { EMAIL, EMAIL_NOW, emailCall } from '../stand-ins/email.js'
import { letters } from './letters.js'

describe('files in letters', () => {
  let folder: string
  let account: EmailAccount
  const now = () => EMAIL_NOW
  const letter = letters().get('attachments') ?? Buffer.alloc(0)

  const filesOf = async (archive = folderArchive(folder)): Promise<readonly ProviderAttachment[]> => {
    const { events } = await adapter.receive(emailCall(letter), account, { now, archive })
    const [event] = events
    return event !== undefined && 'attachments' in event ? event.attachments : []
  }
  const bytesOf = async (attachment: ProviderAttachment, archive = folderArchive(folder)): Promise<string | null> => {
    const bytes = (await adapter.fileBytes?.(attachment, account, { archive })) ?? null
    return bytes === null ? null : Buffer.from(bytes).toString('latin1')
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caseline-letters-'))
    const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret })
    if ('faults' in read) throw new Error('faults')
    account = read.account
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('are had from the letter that was kept', async () => {
    const files = await filesOf()
    const contents = await Promise.all(files.map((one) => bytesOf(one)))
    expect(contents.map((one) => one?.slice(0, 14))).to.deep.equal([
      '\x89PNG\r\n\x1a\n0000',
      '%PDF-1.4 hello',
      '%PDF-1.4 hello',
      'BEGIN:VCALENDA',
    ])
  })

  it('a letter that comes twice is kept once, one without files not at all', async () => {
    await filesOf()
    await filesOf()
    await adapter.receive(emailCall(letters().get('plain') ?? ''), account, { now, archive: folderArchive(folder) })
    const kept = await readdir(folder, { recursive: true })
    expect(kept.filter((name) => name.endsWith('.eml'))).to.have.length(1)
    expect(kept.filter((name) => !/^[0-9a-f]{2}(?:\/[0-9a-f]{64}\.eml)?$/u.test(name))).to.deep.equal([])
  })

  it('keys lead nowhere but into the archive', async () => {
    await writeFile(join(folder, 'secret.eml'), letter)
    const odd = [
      '../secret/1',
      'secret/1',
      '..%2fsecret/1',
      '/1',
      '',
      'a'.repeat(64),
      `${'a'.repeat(64)}/0`,
      `${'a'.repeat(64)}/-1`,
    ]
    for (const providerFileId of odd)
      expect(await bytesOf({ kind: 'file', providerFileId }), providerFileId).to.equal(null)
    expect(await bytesOf({ kind: 'file' })).to.equal(null)
    const [file] = await filesOf()
    expect(await bytesOf({ kind: 'file', providerFileId: `${file?.providerFileId?.split('/')[0]}/99` })).to.equal(null)
  })

  it('a letter that was pruned is gone, with a word and no error', async () => {
    const [file] = await filesOf()
    await rm(folder, { recursive: true })
    expect(await bytesOf(file as ProviderAttachment)).to.equal(null)
  })

  it('without an archive they are told and can’t be fetched', async () => {
    const { events } = await adapter.receive(emailCall(letter), account, { now })
    expect(events[0]).to.have.property('attachments').that.has.length(4)
    expect(JSON.stringify(events)).to.not.contain('providerFileId')
  })

  it('a letter that quotes comes with itself, where the account says so', async () => {
    const reply = letters().get('gmail-reply') ?? Buffer.alloc(0)
    const archive = folderArchive(folder)
    const told = async (attachOriginal: boolean): Promise<readonly ProviderAttachment[]> => {
      const { events } = await adapter.receive(emailCall(reply), { ...account, attachOriginal }, { now, archive })
      const [event] = events
      return event !== undefined && 'attachments' in event ? event.attachments : []
    }
    expect(await told(false)).to.deep.equal([])
    const [original] = await told(true)
    expect(original).to.include({ name: 'letter.eml', mimeType: 'message/rfc822', size: reply.length })
    expect(await bytesOf(original as ProviderAttachment)).to.equal(reply.toString('latin1'))
    const plain = { ...account, attachOriginal: true }
    const { events } = await adapter.receive(emailCall(letters().get('plain') ?? ''), plain, { now, archive })
    expect(events[0]).to.have.deep.property('attachments', [])
  })

  it('an archive that can’t be written leaves the letter with the mail server', async () => {
    await writeFile(join(folder, 'file'), '')
    const archive = folderArchive(join(folder, 'file'))
    const { verdict, response, events } = await adapter.receive(emailCall(letter), account, { now, archive })
    expect([verdict, response.status, events]).to.deep.equal(['ignore', 503, []])
  })
})
