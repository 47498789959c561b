import type { Store } from './port.ts';

export { StoreConflict, StoreError } from './errors.ts';
export * from './port.ts';

/** Opens the data file, or makes it; `:memory:` for one that lives as long as the process. Throws `StoreError`. */
export declare function openStore(file: string): Store;
