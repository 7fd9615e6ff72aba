import { expect } from 'chai'
import fc from 'fast-check'
import { SAMPLES } from '../../../playground/src/session/samples/samples.js'
import { fromFragment, toFragment } from '../../../playground/src/session/share.js'

describe('a session in a link', () => {
  for (const sample of SAMPLES)
    it(`brings ${sample.id} back as it was`, async () => {
      const session = sample.session('ru')
      const fragment = await toFragment({ session, digest: '0123456789abcd' })
      expect(await fromFragment(fragment)).to.deep.equal({ ok: true, shared: { session, digest: '0123456789abcd' } })
    })

  it('is left alone where the address is about something else', async () => {
    for (const other of ['', '#', '#conversation', '#d=12']) expect(await fromFragment(other)).to.equal(null)
  })

  it('says that a link is not whole, however it was cut or bent', async () => {
    const [sample] = SAMPLES
    if (sample === undefined) throw new Error('there are no samples')
    const whole = await toFragment({ session: sample.session('en'), digest: 'd' })
    const packed = whole.slice(3, whole.indexOf('&'))
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.constantFrom('', '!', '%', 'A'), async (at, put) => {
        const bent = `#s=${packed.slice(0, at)}${put}${packed.slice(at + 1)}&d=d`
        const read = await fromFragment(bent)
        if (bent !== whole)
          expect(read?.ok === true ? 'taken' : 'refused').to.equal(bent === whole ? 'taken' : 'refused')
      }),
      // Both made another session of a link without a checksum: a letter of a text was another one.
      {
        numRuns: 60,
        examples: [
          [4299, 'A'],
          [4028, 'A'],
        ],
      },
    )
  })

  it('refuses what is no session, names that JavaScript keeps, and bombs', async () => {
    const pack = (value: string) => toFragment({ session: JSON.parse(value), digest: '' })
    const refused = async (value: string) => (await fromFragment(await pack(value))) as { readonly fault?: string }
    for (const value of ['null', '[]', '{}', '{"version":1}', '{"__proto__":{"version":1}}'])
      expect(await refused(value)).to.deep.equal({ ok: false, fault: 'not-a-session' })
    const bomb = await toFragment({ session: JSON.parse(`{"x":"${'a'.repeat(21_000_000)}"}`), digest: '' })
    expect(bomb.length).to.be.lessThan(40_000)
    expect(await fromFragment(bomb)).to.deep.equal({ ok: false, fault: 'too-large' })
  })
})
