import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { expect } from 'chai'
import { Client } from 'pg'
import { ask, refusal } from '../postgres/ask.js'
import { type FreshDatabase, freshDatabase } from '../postgres/server.js'
import { type FaultProxy, faultProxy } from './proxy.js'

describe('the fault proxy', () => {
  let proxy: FaultProxy
  afterEach(() => proxy.close())

  describe('before an echo server', () => {
    let echo: Server
    let heard: string
    const clients: Socket[] = []

    beforeEach(async () => {
      heard = ''
      echo = createServer((socket) => {
        socket.on('error', () => {})
        socket.on('data', (chunk) => {
          heard += String(chunk)
          socket.write(chunk)
        })
      }).listen(0, '127.0.0.1')
      await once(echo, 'listening')
      const address = echo.address()
      if (address === null || typeof address === 'string') throw new Error('no port')
      proxy = await faultProxy({ host: '127.0.0.1', port: address.port })
    })
    afterEach(() => {
      for (const client of clients.splice(0)) client.destroy()
      echo.close()
    })

    async function client(): Promise<Socket> {
      const made = connect(proxy.port, '127.0.0.1')
      clients.push(made)
      await once(made, 'connect')
      return made
    }

    async function says(by: Socket, text: string): Promise<string> {
      by.write(text)
      const [chunk] = await once(by, 'data')
      return String(chunk)
    }

    /** How the connection ends for its client. */
    function end(of: Socket): Promise<string> {
      return new Promise((done) => {
        of.on('error', (error) => done('code' in error ? String(error.code) : error.message))
        of.on('end', () => done('end'))
      })
    }

    it('hands on both ways and counts', async () => {
      expect(await says(await client(), 'hello')).to.equal('hello')
      expect(proxy.passed).to.deep.equal({ connections: 1, toServer: 5, toClient: 5 })
    })

    it('hands on a megabyte unharmed', async () => {
      const one = await client()
      const sent = Buffer.alloc(1_000_000, 'abcdefg')
      const chunks: Buffer[] = []
      one.on('data', (chunk) => chunks.push(chunk))
      one.end(sent)
      await once(one, 'end')
      expect(Buffer.concat(chunks).equals(sent)).to.equal(true)
    })

    it('is late by the delay, each way', async () => {
      const one = await client()
      proxy.delay(40)
      const began = performance.now()
      await says(one, 'late')
      expect(performance.now() - began).to.be.at.least(78)
      proxy.delay(0)
      expect(await says(one, 'soon')).to.equal('soon')
    })

    it('holds everything while paused and loses nothing', async () => {
      const one = await client()
      await says(one, 'before ')
      proxy.pause()
      const answer = says(one, 'held')
      await client()
      expect(heard).to.equal('before ')
      proxy.resume()
      expect(await answer).to.equal('held')
      expect(heard).to.equal('before held')
    })

    for (const [how, seen] of [
      ['reset', 'ECONNRESET'],
      ['end', 'end'],
    ] as const)
      it(`cuts all connections, which see it as ${seen}`, async () => {
        const all = [await client(), await client()]
        for (const one of all) await says(one, 'here')
        const ends = all.map(end)
        proxy.cutAll(how)
        expect(await Promise.all(ends)).to.deep.equal([seen, seen])
        expect(await says(await client(), 'again')).to.equal('again')
      })

    it('refuses new connections, keeps the old, and accepts again', async () => {
      const old = await client()
      await says(old, 'old')
      await proxy.refuse()
      expect(await end(connect(proxy.port, '127.0.0.1'))).to.equal('ECONNREFUSED')
      expect(await says(old, 'still')).to.equal('still')
      await proxy.accept()
      expect(await says(await client(), 'new')).to.equal('new')
    })

    it('cuts before the request: the server never hears it', async () => {
      const one = await client()
      await says(one, 'first ')
      const [cut, ended] = [proxy.cutBeforeRequest(), end(one)]
      one.write('second')
      expect(await ended).to.equal('ECONNRESET')
      await cut
      expect(heard).to.equal('first ')
    })

    it('cuts after the request, and only the one with the words', async () => {
      const one = await client()
      const [cut, ended] = [proxy.cutAfterRequest({ containing: 'order' }), end(one)]
      expect(await says(one, 'greeting ')).to.equal('greeting ')
      one.write('order')
      expect(await ended).to.equal('ECONNRESET')
      await cut
      expect(heard).to.equal('greeting order')
      expect(proxy.passed.toClient).to.equal('greeting '.length)
    })
  })

  describe('before Postgres', () => {
    let database: FreshDatabase

    before(async function () {
      this.timeout(120_000)
      database = await freshDatabase()
      await ask(database.url, 'create table things (name text)')
    })
    after(() => database.drop())
    beforeEach(async () => {
      await ask(database.url, 'truncate things')
      const { hostname, port } = new URL(database.url)
      proxy = await faultProxy({ host: hostname, port: Number(port) })
    })

    const names = () => ask(database.url, 'select name from things')

    async function client(): Promise<Client> {
      const made = new Client({ connectionString: proxy.through(database.url) })
      made.on('error', () => {})
      await made.connect()
      return made
    }

    const failure = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
      )

    it('an insert whose answer was cut is committed all the same', async () => {
      const one = await client()
      const cut = proxy.cutAfterRequest()
      expect(await failure(one.query('insert into things values ($1)', ['unknown']))).to.equal('ECONNRESET')
      await cut
      expect(await names()).to.deep.equal([{ name: 'unknown' }])
    })

    it('also one whose request and answer are long', async () => {
      const one = await client()
      const cut = proxy.cutAfterRequest({ containing: 'insert into things' })
      const insert = one.query('insert into things select $1 from generate_series(1, 100) returning *', [
        'x'.repeat(200_000),
      ])
      expect(await failure(insert)).to.equal('ECONNRESET')
      await cut
      expect(await ask(database.url, 'select count(*)::int as n from things')).to.deep.equal([{ n: 100 }])
    })

    it('an insert that was cut before is not', async () => {
      const one = await client()
      const cut = proxy.cutBeforeRequest({ containing: 'insert', how: 'end' })
      await one.query('select 1')
      expect(await failure(one.query('insert into things values ($1)', ['lost']))).to.include('terminated')
      await cut
      expect(await names()).to.deep.equal([])
    })

    it('a commit that was cut after leaves the transaction done, one cut before undone', async () => {
      for (const when of ['cutAfterRequest', 'cutBeforeRequest'] as const) {
        const one = await client()
        await one.query('begin')
        await one.query('insert into things values ($1)', [when])
        const cut = proxy[when]()
        expect(await failure(one.query('commit'))).to.equal('ECONNRESET')
        await cut
      }
      expect(await names()).to.deep.equal([{ name: 'cutAfterRequest' }])
    })

    it('refuses as a server that is down', async () => {
      await proxy.refuse()
      expect(await refusal(proxy.through(database.url))).to.equal('ECONNREFUSED')
    })
  })
})
