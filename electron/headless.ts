import { homedir } from 'node:os';
import { runHeadless } from './cli/headless-program.ts';
import { projectPaths } from './cli/paths.ts';
import { processTerminal } from './cli/process-terminal.ts';

process.exitCode = await runHeadless(process.argv.slice(2), {
  terminal: processTerminal(),
  paths: projectPaths(),
  env: process.env,
  platform: process.platform,
  home: homedir(),
});
