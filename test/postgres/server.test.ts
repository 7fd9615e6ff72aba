import { expect } from 'chai'
import { Client } from 'pg'
import { ask, refusal } from './ask.js'

import { freshDatabase, testServer } from './server.js'
import { postgresTool } from './tool.js'

describe('the Postgres of the tests', () => {
  it('is of a version our SQL is made for', async () => {
    const { url, serverVersion } = await testServer()
    expect(serverVersion).to.be.within(150_000, 189_999)
    expect(await ask(url, 'show server_version_num')).to.deep.equal([{ server_version_num: String(serverVersion) }])
  })

  it('gives databases that are empty and apart from each other', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
    const tables = `select count(*)::int as n from pg_class c join pg_namespace s on s.oid = relnamespace
      where nspname not like 'pg\\_%' and nspname <> 'information_schema'`
    await ask(one.url, 'create table things (id int)')
    expect(await ask(one.url, tables)).to.deep.equal([{ n: 1 }])
    expect(await ask(other.url, tables)).to.deep.equal([{ n: 0 }])
    await Promise.all([one.drop(), other.drop()])
    expect(await refusal(one.url)).to.equal('3D000')
  })

  it('drops a database that somebody is still connected to', async () => {
    const database = await freshDatabase()
    const client = new Client({ connectionString: database.url })
    const lost = new Promise<Error>((done) => client.on('error', done))
    await client.connect()
    await database.drop()
    expect(await lost).to.be.instanceOf(Error)
  })

  it('knows letters beyond ASCII', async () => {
    const { url } = await testServer()
    expect(await ask(url, `select upper('жалоба') as text`)).to.deep.equal([{ text: 'ЖАЛОБА' }])
  })

  it('has the tools of an installed Postgres, if there is one', () => {
    const tool = postgresTool('pg_dump')
    if (tool) expect(tool).to.match(/pg_dump$/)
  })
})
