/**
 * A sentence when this runtime cannot load the database library, null when it can. The library is a Node-API 10 addon
 * (Node 22.14, Electron 36) that ends the whole process on an older runtime, so this is asked before it is loaded.
 */
export function missingFromRuntime(versions: {
  readonly node: string;
  readonly napi?: string | undefined;
}): string | null {
  const have = Number(versions.napi ?? 0);
  if (have >= 10) return null;
  return `Node ${versions.node} cannot open the data file: it needs Node 22.14 or newer (Node-API 10, this one has ${have}).`;
}
