/** The data file cannot be used; the message is a sentence for the technician. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** A change that another row stands in the way of; the message says which one, by the name a person knows. */
export class StoreConflict extends Error {
  override readonly name = 'StoreConflict';
}
