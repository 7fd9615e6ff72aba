// The service inside other servers: it keeps to itself, and answers the same.
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import express from 'express'
import Fastify from 'fastify'
import { caseline } from '../../src/http/plugin.js'
import { type Called, makeService, said } from './make-service.js'

async function served(listener: RequestListener): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

describe('the service', () => {
  let place: Called
  beforeEach(async () => {
    place = await makeService()
  })
  afterEach(() => place.stop())

  it('mounts in node:http', async () => {
    const { url, server } = await served((request, response) => {
      if (request.url === '/mine') response.end('mine')
      else place.app.routing(request, response)
    })
    expect((await post(`${url}/v1/messages`, said('m1'))).status).to.equal(201)
    expect(await (await fetch(`${url}/mine`)).text()).to.equal('mine')
    expect((await fetch(`${url}/nothing`)).headers.get('content-type')).to.match(/^application\/problem\+json/)
    server.close()
  })

  it('mounts in Express, under a path of its own', async () => {
    const app = express()
    app.get('/mine', (_request, response) => {
      response.send('mine')
    })
    app.use('/desk', (request, response) => place.app.routing(request, response))
    const { url, server } = await served(app)
    expect((await post(`${url}/desk/v1/messages`, said('m1'))).status).to.equal(201)
    expect((await (await fetch(`${url}/desk/v1/chats/1`)).json()).number).to.equal(1)
    expect(await (await fetch(`${url}/mine`)).text()).to.equal('mine')
    server.close()
  })
})

describe('the plugin in an app that has its own', () => {
  it('keeps its errors, validation, headers and parsers to itself, under a prefix', async () => {
    const place = await makeService()
    const app = Fastify()
    app.setErrorHandler((_error, _request, reply) => reply.code(418).send({ mine: true }))
    app.post('/mine', { schema: { body: { type: 'object', properties: { n: { type: 'integer' } } } } }, (request) => ({
      got: request.body,
    }))
    app.get('/fails', () => {
      throw new Error('mine')
    })
    await app.register(caseline, { prefix: '/desk', store: place.store, desks: place.desks, clock: place.clock })
    await app.ready()
    const mine = await app.inject({ method: 'POST', url: '/mine', payload: { n: '7' } })
    expect(mine.json()).to.deep.equal({ got: { n: 7 } })
    expect(mine.headers['content-security-policy']).to.equal(undefined)
    expect((await app.inject('/fails')).statusCode).to.equal(418)
    expect((await app.inject('/lost')).json()).to.not.have.property('code')
    const headers = { host: 'localhost' }
    const taken = await app.inject({ method: 'POST', url: '/desk/v1/messages', headers, payload: said('m1') })
    expect(taken.statusCode).to.equal(201)
    expect((await app.inject({ url: '/desk/lost', headers })).json().code).to.equal('not-found')
    expect((await app.inject({ method: 'PUT', url: '/desk/v1/chats/1', headers })).headers.allow).to.include('PATCH')
    const document = (await app.inject('/desk/openapi.json')).json()
    expect(Object.keys(document.paths)).to.include('/v1/messages').and.not.include('/mine')
    expect(document.servers).to.deep.equal([{ url: '/desk' }])
    expect((await app.inject({ url: '/desk/docs/', headers })).statusCode).to.equal(200)
    await app.close()
    await place.stop()
  })

  it('goes without a prefix beside an app’s own answer to unknown paths, and beside its own OpenAPI document', async () => {
    const place = await makeService()
    const app = Fastify()
    const { default: swagger } = await import('@fastify/swagger')
    await app.register(swagger, { openapi: { info: { title: 'Mine', version: '1' } } })
    app.setNotFoundHandler((_request, reply) => reply.code(404).send('mine'))
    await app.register(caseline, { store: place.store, desks: place.desks, clock: place.clock })
    await app.ready()
    expect((await app.inject('/lost')).body).to.equal('mine')
    expect((await app.inject({ url: '/v1/chats', headers: { host: 'localhost' } })).statusCode).to.equal(200)
    expect(app.swagger().info.title).to.equal('Mine')
    expect((await app.inject('/openapi.json')).json().info.title).to.equal('Caseline')
    await app.close()
    await place.stop()
  })
})
