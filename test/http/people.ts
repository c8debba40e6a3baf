import { randomBytes, randomUUID } from 'node:crypto'
import type { Role } from '../../src/core/rights.ts'
import { hashToken } from '../../src/desk/auth-rows.ts'
import type { Kind } from '../../src/desk/rights.ts'
import { saveAccount } from '../../src/store/accounts.ts'
import { insertColleague } from '../../src/store/colleagues.ts'
import type { Db } from '../../src/store/db.ts'
import { insertLesson } from '../../src/store/lessons.ts'
import { saveMembership } from '../../src/store/memberships.ts'
import { insertSignIn } from '../../src/store/sign-ins.ts'
import { makeScene } from '../desk/scene.ts'
import { testKey } from '../support/database.ts'

/** Somebody with this role at this brand (null: at every brand), already signed in. */
export async function signedInAs(
  db: Db,
  role: Role | null,
  brandId: string | null,
): Promise<{ id: string; email: string; cookie: string }> {
  const email = `${role}-${randomUUID()}@dajeong.local`
  const passwordHash = 'none'
  const id = (await insertColleague(db, {
    email,
    name: `${role}`,
    passwordHash,
    mustChange: false,
  })) as string
  if (role) await saveMembership(db, { colleagueId: id, brandId, role })
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + 3_600_000)
  await insertSignIn(db, { tokenHash: hashToken(token), colleagueId: id, passwordHash, expiresAt })
  return { id, email, cookie: `dajeong_session=${token}` }
}

export async function makeBrand(db: Db, name: string): Promise<string> {
  const made = await db
    .insertInto('brands')
    .values({ name, policy: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

/** Something new of a kind that belongs to this brand. @returns its id. */
export async function makeThing(db: Db, kind: Kind, brandId: string): Promise<string> {
  if (kind === 'document') {
    const row = {
      ...{
        brand_id: brandId,
        name: `${randomUUID()}.md`,
        version: '1',
        language: 'ko' as const,
        title: '문서',
      },
      ...{ valid_from: null, valid_until: null, hash: randomUUID(), added_by: 'dajeong' },
    }
    return (await db.insertInto('documents').values(row).returning('id').executeTakeFirstOrThrow()).id
  }
  if (kind === 'case') {
    const row = {
      ...{
        brand_id: brandId,
        name: randomUUID(),
        message: '말',
        channel: 'town',
        visibility: 'public' as const,
      },
      ...{ language: 'ko' as const, must: '[]', conversation_id: null, author: 'dajeong' },
    }
    return (await db.insertInto('cases').values(row).returning('id').executeTakeFirstOrThrow()).id
  }
  if (kind === 'saved-reply') {
    const row = {
      brand_id: brandId,
      name: randomUUID(),
      language: 'ko' as const,
      text: '네',
      author_id: null,
    }
    return (await db.insertInto('saved_replies').values(row).returning('id').executeTakeFirstOrThrow()).id
  }
  const accountId = await saveAccount(db, testKey, {
    ...{ brandId, channel: 'webhook', nativeId: randomUUID(), handle: 'brand', name: 'brand' },
    ...{ mode: 'draft', settings: {} },
  })
  if (kind === 'account') return accountId
  const scene = await makeScene(db, `말 ${randomUUID()}`, { accountId })
  if (kind === 'conversation') return scene.conversationId
  if (kind === 'person') {
    const of = db.selectFrom('conversations').select('person_id').where('id', '=', scene.conversationId)
    return (await of.executeTakeFirstOrThrow()).person_id
  }
  const draft = await scene.draft('초안이에요.')
  if (kind === 'draft') return draft.id
  const colleague = await db.selectFrom('colleagues').select('id').executeTakeFirstOrThrow()
  await insertLesson(db, {
    ...{ brandId, accountId, draftId: draft.id, colleagueId: colleague.id, kind: 'approved', reason: null },
    ...{ note: null, language: 'ko', intent: 'question', visibility: 'public', message: '말', draft: '초안' },
    ...{ reply: '초안', overruled: false },
  })
  const lesson = db.selectFrom('lessons').select('id').where('draft_id', '=', draft.id)
  return (await lesson.executeTakeFirstOrThrow()).id
}
