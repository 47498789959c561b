#!/usr/bin/env node
import { homedir } from 'node:os';
import { projectPaths } from './paths.ts';
import { processTerminal } from './process-terminal.ts';
import { runCommandLine } from './program.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  terminal: processTerminal(),
  paths: projectPaths(),
  env: process.env,
  platform: process.platform,
  home: homedir(),
});
