import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { Environment, readConfig } from '../../src/config.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')

describe('the settings', () => {
  it('are listed in .env.example, every one and no other, each with its line of why', () => {
    const listed = [...example.matchAll(/^# (.+)\n#?([A-Z_]+)=/gm)].map(([, why, name]) => ({ name, why }))
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

  it('ask for a place when a model is named without one', () => {
    expect(() => readConfig({ DAJEONG_MODEL: 'some-model' })).to.throw(/OPENAI_BASE_URL/)
  })
})
