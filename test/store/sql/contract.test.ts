import { serviceStoreContract } from '../../../src/testing/service-store-contract.js'
import { storeContract } from '../../../src/testing/store-contract.js'
import { type PGlitePlace, pglitePlace } from './pglite-place.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'

describe('the store on PGlite keeps the promise that it', function () {
  this.timeout(120_000)
  let place: PGlitePlace
  before(async () => {
    place = await pglitePlace()
  })
  after(() => place.close())
  for (const { name, run } of storeContract()) it(name, () => run(() => place.emptyStore()))
  for (const { name, run } of serviceStoreContract()) it(name, () => run(() => place.emptyStore()))
})

describe('the store on a Postgres server keeps the promise that it', function () {
  this.timeout(120_000)
  let place: PostgresPlace
  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())
  for (const { name, run } of storeContract()) it(name, () => run(() => place.emptyStore()))
  for (const { name, run } of serviceStoreContract()) it(name, () => run(() => place.emptyStore()))
})

describe('the store on Postgres that remembers nothing keeps the promise that it', function () {
  this.timeout(120_000)
  let place: PostgresPlace
  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())
  for (const { name, run } of storeContract()) it(name, () => run(() => place.emptyStore({ remembered: 0 })))
})
