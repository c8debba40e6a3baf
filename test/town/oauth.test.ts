import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { z } from 'zod'
import type { OpenTown } from '../../src/town/server.ts'
import { call, openTestTown, read } from './client.ts'

const AppJson = z.looseObject({ client_id: z.string(), client_secret: z.string() })
const TokenJson = z.looseObject({ access_token: z.string(), scope: z.string() })

describe('signing in to the town', () => {
  let town: OpenTown
  let app: z.infer<typeof AppJson>
  const redirect = 'http://127.0.0.1:9/back'
  before(async () => {
    town = await openTestTown()
    const body = { client_name: '시험 <앱>', redirect_uris: redirect, scopes: 'read write' }
    app = await read(AppJson, call(town, '/api/v1/apps', { body, token: null }))
  })
  after(() => town.close())

  const allow = async (more: Record<string, string> = {}) => {
    const body = {
      response_type: 'code',
      client_id: app.client_id,
      redirect_uri: redirect,
      state: 's',
      ...more,
    }
    const answer = await call(town, '/oauth/authorize', { body, token: null })
    return new URL(answer.headers.get('location') ?? 'none:').searchParams
  }
  const exchange = (more: Record<string, string>) =>
    call(town, '/oauth/token', {
      token: null,
      body: {
        grant_type: 'authorization_code',
        client_id: app.client_id,
        client_secret: app.client_secret,
        redirect_uri: redirect,
        ...more,
      },
    })

  it('shows who asks, as text', async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: app.client_id,
      redirect_uri: redirect,
    })
    const page = await (await call(town, `/oauth/authorize?${query}`, { token: null })).text()
    expect(page).to.contain('시험 &lt;앱&gt;').and.to.contain('@brand')
  })

  it('turns a code into a token that speaks for the brand, once', async () => {
    const back = await allow({ scope: 'read write' })
    expect(back.get('state')).to.equal('s')
    const code = back.get('code') ?? ''
    const { access_token } = await read(TokenJson, exchange({ code }))
    const own = await read(
      z.looseObject({ acct: z.string() }),
      call(town, '/api/v1/accounts/verify_credentials', { token: access_token }),
    )
    expect(own.acct).to.equal('brand')
    expect((await exchange({ code })).status).to.equal(400)
  })

  it('holds a code to its challenge and its redirect', async () => {
    const verifier = 'v'.repeat(43)
    const code_challenge = createHash('sha256').update(verifier).digest('base64url')
    const code = async () =>
      (await allow({ code_challenge, code_challenge_method: 'S256' })).get('code') ?? ''
    expect((await exchange({ code: await code(), code_verifier: 'wrong' })).status).to.equal(400)
    expect(
      (await exchange({ code: await code(), code_verifier: verifier, redirect_uri: 'http://x.example' }))
        .status,
    ).to.equal(400)
    expect((await exchange({ code: await code(), code_verifier: verifier })).status).to.equal(200)
  })

  it('keeps a token inside its scopes', async () => {
    const code = (await allow({ scope: 'read:accounts write:statuses' })).get('code') ?? ''
    const { access_token: token } = await read(TokenJson, exchange({ code }))
    expect((await call(town, '/api/v1/accounts/verify_credentials', { token })).status).to.equal(200)
    expect((await call(town, '/api/v1/notifications', { token })).status).to.equal(403)
    expect((await call(town, '/api/v1/statuses', { token, body: { status: '네' } })).status).to.equal(200)
  })

  it('gives an app a token of its own that speaks for nobody', async () => {
    const { access_token: token } = await read(
      TokenJson,
      exchange({ grant_type: 'client_credentials', scope: 'read write' }),
    )
    expect((await call(town, '/api/v1/statuses', { token, body: { status: '네' } })).status).to.equal(422)
  })

  it('refuses a wrong secret, a strange redirect and an unknown app', async () => {
    expect((await exchange({ client_secret: 'x' })).status).to.equal(401)
    expect((await exchange({ client_id: 'x' })).status).to.equal(401)
    const body = { response_type: 'code', client_id: app.client_id, redirect_uri: 'http://evil.example' }
    expect((await call(town, '/oauth/authorize', { body, token: null })).status).to.equal(400)
  })
})
