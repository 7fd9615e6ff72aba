import { expect } from 'chai'
import { checkAddress } from '../../src/desk/addresses.node.js'

/** What is said against going to a name that has these addresses. */
async function against(...addresses: readonly string[]): Promise<string | null> {
  const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return checkAddress({ url: 'https://name.example/', allowPrivateAddresses: false, resolve }).then(
    () => null,
    (error: Error & { readonly code: string }) => error.code,
  )
}

describe('addresses that may be called', () => {
  it('are the public ones of both families', async () => {
    // Until now every IPv4 address was found in the list's IPv6 nets, and so refused.
    for (const address of ['93.184.216.34', '8.8.8.8', '1.1.1.1', '172.32.0.1', '223.255.255.254', '100.128.0.1'])
      expect(await against(address), address).to.equal(null)
    for (const address of ['2606:4700:4700::1111', '2a00:1450:4001:82a::200e', '::ffff:8.8.8.8'])
      expect(await against(address), address).to.equal(null)
  })

  it('are not those of one’s own networks, in whatever form', async () => {
    for (const address of [
      '0.0.0.0',
      '10.0.0.1',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.255.255',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.255.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::a00:1',
      '2002:a00:1::',
      'fc00::1',
      'fd12:3456::1',
      'fe80::1',
      'ff02::1',
    ])
      expect(await against(address), address).to.equal('private-address')
  })

  it('are refused when one of several is private', async () => {
    expect(await against('93.184.216.34', '10.0.0.1')).to.equal('private-address')
  })

  it('may be private where that is allowed', async () => {
    const resolve = async () => [{ address: '10.0.0.1', family: 4 }]
    await checkAddress({ url: 'http://name.example/', allowPrivateAddresses: true, resolve })
    await checkAddress({ url: 'http://127.0.0.1/', allowPrivateAddresses: true })
  })
})
