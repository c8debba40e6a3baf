/** The same keys with other words, so that no sentence is left in one language only. */
export type Same<T> = T extends string ? string : { readonly [Key in keyof T]: Same<T[Key]> }
