import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { Environment, readConfig } from '../../src/config.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')

describe('the settings', () => {
  it('are listed in .env.example, every one and no other, each with its line of why', () => {
    const listed = [...example.matchAll(/^# (.+)\n#?([A-Za-z_]+)=/gm)].map(([, why, name]) => ({ name, why }))
    const known = Object.entries(Environment.shape).map(([name, type]) => ({ name, why: type.description }))
    expect(listed).to.deep.equal(known)
  })

  it('have defaults that start on a bare machine', () => {
    const config = readConfig({})
    expect(config.port).to.equal(3978)
    expect(config.host).to.equal('127.0.0.1')
    expect(config.model).to.equal(null)
  })

  it('are refused by name, without showing a value', () => {
    expect(() => readConfig({ PORT: 'seventy', DAJEONG_SECRET: 'short-s3cret' })).to.throw(
      /PORT: .*DAJEONG_SECRET: /s,
    )
    expect(() => readConfig({ DAJEONG_SECRET: 'short-s3cret' })).to.throw(/^(?!.*short-s3cret)/s)
  })

  it('take an empty variable as one that is not set', () => {
    expect(readConfig({ PORT: '', OPENAI_BASE_URL: '' }).port).to.equal(3978)
  })

  it('take a server of embeddings whole or not at all', () => {
    const whole = {
      DAJEONG_EMBEDDINGS_URL: 'http://127.0.0.1:11434/v1',
      DAJEONG_EMBEDDINGS_KEY: 's3cret',
      DAJEONG_EMBEDDINGS_MODEL: 'bge-m3',
    }
    expect(readConfig(whole).embeddings?.model).to.equal('bge-m3')
    expect(readConfig({}).embeddings).to.equal(null)
    for (const name of Object.keys(whole)) {
      expect(() => readConfig({ ...whole, [name]: '' }), name).to.throw(new RegExp(`set ${name} too`))
      expect(() => readConfig({ ...whole, [name]: '' }), name).to.throw(/^(?!.*s3cret)/s)
    }
    expect(() => readConfig({ ...whole, DAJEONG_EMBEDDINGS_URL: 'ftp://x' })).to.throw(/EMBEDDINGS_URL/)
  })

  it('take a bot whole or not at all, and never an open door beside it', () => {
    const whole = { MicrosoftAppId: 'app', MicrosoftAppPassword: 's3cret', MicrosoftAppTenantId: 'tenant' }
    expect(readConfig(whole).bot).to.deep.equal({ id: 'app', password: 's3cret', type: 'SingleTenant' })
    expect(readConfig(whole).botTenantId).to.equal('tenant')
    expect(readConfig({ ...whole, MicrosoftAppTenantId: '' }).bot?.type).to.equal('MultiTenant')
    expect(readConfig({ ...whole, MicrosoftAppType: 'MultiTenant' }).bot?.type).to.equal('MultiTenant')
    expect(readConfig({}).bot).to.equal(null)
    expect(readConfig({ DAJEONG_BOT_OPEN: 'on' }).botOpen).to.equal(true)
    const refused: [Record<string, string>, RegExp][] = [
      [{ ...whole, MicrosoftAppPassword: '' }, /set MicrosoftAppPassword too/],
      [{ ...whole, MicrosoftAppId: '' }, /set MicrosoftAppId too/],
      [{ MicrosoftAppTenantId: 'tenant' }, /set MicrosoftAppId and MicrosoftAppPassword too/],
      [{ ...whole, MicrosoftAppTenantId: '', MicrosoftAppType: 'SingleTenant' }, /MicrosoftAppTenantId/],
      [{ ...whole, MicrosoftAppType: 'UserAssignedMSI' }, /MicrosoftAppType/],
      [{ ...whole, DAJEONG_BOT_OPEN: 'on' }, /DAJEONG_BOT_OPEN/],
      [{ DAJEONG_URL: 'https://desk.example', DAJEONG_BOT_OPEN: 'on' }, /DAJEONG_BOT_OPEN/],
      [{ MICROSOFT_SERVICE_HOSTS: 'https://x/' }, /MICROSOFT_SERVICE_HOSTS/],
    ]
    for (const [env, why] of refused) {
      expect(() => readConfig(env), JSON.stringify(env)).to.throw(why)
      expect(() => readConfig(env), JSON.stringify(env)).to.throw(/^(?!.*s3cret)/s)
    }
  })

  it('ask for a place when a model is named without one', () => {
    expect(() => readConfig({ DAJEONG_MODEL: 'some-model' })).to.throw(/OPENAI_BASE_URL/)
  })
})
