import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

export interface LabBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * A real Chromium inside a network namespace, where the console's loopback address is. Chromium's own sandbox does not
 * run as root, and namespaces need root.
 */
export async function openBrowserIn(namespace: string): Promise<LabBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-browser-'));
  const program = join(folder, 'chromium');
  writeFileSync(program, `#!/bin/sh\nexec ip netns exec ${namespace} chromium "$@"\n`, { mode: 0o755 });
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'], timeout: 60_000 });
  const close = async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { browser, close };
}
