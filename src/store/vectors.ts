import { sql } from 'kysely'
import type { Db } from './db.ts'

/** Live passages, all or some of them. */
export interface Which {
  brandId?: string | undefined
  /** Of the document that is called so. */
  name?: string | undefined
}

const live = ({ brandId, name }: Which) => sql`d.removed_at is null
  and (${brandId ?? null}::bigint is null or d.brand_id = ${brandId ?? null}::bigint)
  and (${name ?? null}::text is null or d.name = ${name ?? null}::text)`

/**
 * Live passages that have no vector of the model, in order of their rows.
 * @param search.after the row to go on behind.
 * @param search.except rows to leave out.
 */
export async function findWithoutVector(
  db: Db,
  search: Which & { model: string; after: string; except: readonly string[]; most: number },
): Promise<{ row: string; heading: string; text: string }[]> {
  const { rows } = await sql<{ row: string; heading: string; text: string }>`
    select p.id as row, p.heading, p.text from passages p join documents d on d.id = p.document_id
    where p.id > ${search.after} and (p.vector is null or p.vector_model is distinct from ${search.model})
      and not p.id = any(${search.except}::bigint[]) and ${live(search)}
    order by p.id limit ${search.most}`.execute(db)
  return rows
}

/** How many live passages have no vector of the model. */
export async function countWithoutVector(db: Db, search: Which & { model: string }): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from passages p join documents d on d.id = p.document_id
    where (p.vector is null or p.vector_model is distinct from ${search.model}) and ${live(search)}`.execute(
    db,
  )
  return Number(rows[0]?.count ?? 0)
}

/** Keeps vectors, in place of what the passages had of another model. */
export async function saveVectors(
  db: Db,
  model: string,
  each: readonly { row: string; vector: readonly number[] }[],
): Promise<void> {
  // Four bytes hold a number; what is smaller than they can tell is 0 and not an error.
  const texts = each.map(({ vector }) => `{${vector.map(Math.fround).join(',')}}`)
  await sql`update passages p set vector = v.vector::real[], vector_model = ${model}
    from unnest(${each.map(({ row }) => row)}::bigint[], ${texts}::text[]) as v (row, vector)
    where p.id = v.row`.execute(db)
}

/** The rows of a brand's live passages that have a vector of the model; at most so many. */
export async function listWithVector(
  db: Db,
  search: { brandId: string; model: string; most: number },
): Promise<string[]> {
  const { rows } = await sql<{ row: string }>`
    select p.id as row from passages p join documents d on d.id = p.document_id
    where p.vector_model = ${search.model} and p.vector is not null and ${live({ brandId: search.brandId })}
    limit ${search.most}`.execute(db)
  return rows.map(({ row }) => row)
}

/** Vectors of the model by their rows. They come as bytes, because to read so many numbers as text takes long. */
export async function readVectors(
  db: Db,
  model: string,
  of: readonly string[],
): Promise<{ row: string; vector: Float32Array }[]> {
  if (of.length === 0) return []
  const { rows } = await sql<{ row: string; bytes: Buffer }>`
    select id as row, array_send(vector) as bytes from passages
    where id = any(${of}::bigint[]) and vector_model = ${model} and vector is not null`.execute(db)
  return rows.map(({ row, bytes }) => ({ row, vector: toNumbers(bytes) }))
}

/** Vectors that the brand's passages have or had, by the keys of their words. */
export async function readVectorsOf(
  db: Db,
  of: { brandId: string; model: string; keys: readonly string[] },
): Promise<Map<string, Float32Array>> {
  if (of.keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; bytes: Buffer }>`
    select distinct on (p.key) p.key, array_send(p.vector) as bytes
    from passages p join documents d on d.id = p.document_id
    where p.key = any(${of.keys}::text[]) and d.brand_id = ${of.brandId}
      and p.vector_model = ${of.model} and p.vector is not null order by p.key, p.id desc`.execute(db)
  return new Map(rows.map(({ key, bytes }) => [key, toNumbers(bytes)]))
}

/** PostgreSQL's bytes of a real[]: five words that say what comes, then of each number its length and itself. */
function toNumbers(bytes: Buffer): Float32Array {
  const count = bytes.readInt32BE(0) === 0 ? 0 : bytes.readInt32BE(12)
  const numbers = new Float32Array(count)
  for (let at = 0; at < count; at++) numbers[at] = bytes.readFloatBE(24 + at * 8)
  return numbers
}
