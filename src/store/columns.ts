import type { ColumnType } from 'kysely'

/** Every id of a row is a bigint that travels as a string. */
export type Id = ColumnType<string, never, never>
export type Ref = string
export type Time = ColumnType<Date, Date | string | undefined, Date | string>
export type MaybeTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
export type Counter = ColumnType<string, number | string | undefined, number | string>
export type J<T> = ColumnType<T, string, string>
export type MaybeJ<T> = ColumnType<T | null, string | null | undefined, string | null>
