import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  commands,
  type EventBatch,
} from '../../electron/contract/api.ts';
import type { Computer } from '../../electron/contract/model.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { monday } from './plane.ts';

export interface ConsoleEngine {
  engine: Engine;
  folder: string;
  now: number;
  /** The batches that windows got. */
  batches: EventBatch[];
  /** As the dispatcher calls: the input checked, its defaults filled in. */
  call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  addComputers(count: number, room?: string): Promise<Computer[]>;
}

/** A fresh engine on a data folder of its own for each test of the file. */
export function engineForEachTest(): ConsoleEngine {
  const held: Partial<ConsoleEngine> & { now: number } = { now: monday };
  const whole = held as ConsoleEngine;
  whole.call = async (name, input) => {
    const handler = whole.engine.handlers[name] as (input: unknown) => Promise<never>;
    return handler(commands[name].input.parse(input));
  };
  whole.addComputers = async (count, room) => {
    const added: Computer[] = [];
    for (let number = 1; number <= count; number += 1) {
      const digits = String(number).padStart(2, '0');
      const place = room === undefined ? {} : { room, seat: { row: 1, column: number } };
      added.push(await whole.call('computer.add', { mac: `00:1b:21:00:00:${digits}`, name: `PC-${digits}`, ...place }));
    }
    return added;
  };
  beforeEach(() => {
    whole.folder = mkdtempSync(join(tmpdir(), 'rollcall-console-'));
    whole.now = monday;
    whole.batches = [];
    whole.engine = createEngine({
      dataFolder: whole.folder,
      firmwareFolder: join(whole.folder, 'firmware'),
      version: '0.0.0',
      clock: { now: () => whole.now },
    });
    whole.engine.subscribe((batch) => whole.batches.push(batch));
  });
  afterEach(async () => {
    await whole.engine.close();
    rmSync(whole.folder, { recursive: true });
  });
  return whole;
}
