/** The shape of a namespace with any words in it: a translation that lacks a key, or has one too many, does not compile. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
