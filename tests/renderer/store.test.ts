import { describe, expect, test } from 'vitest';
import type { CommandInput, CommandName, CommandResult, EventBatch, Snapshot } from '../../electron/contract/api.ts';
import type { Client, Connection } from '../../renderer/client/client.ts';
import { Store } from '../../renderer/state/store.ts';
import { aLine, aSnapshot } from './snapshot.ts';

/** A way to an engine whose snapshots the test hands out one by one, in its own time. */
class HandClient implements Client {
  readonly asked: ((answer: Snapshot | { readonly why: string }) => Promise<void>)[] = [];
  send: (batch: EventBatch) => void = () => undefined;
  become: (connection: Connection, nextTryAt?: number) => void = () => undefined;

  call<N extends CommandName>(_command: N, _input: CommandInput<N>): Promise<CommandResult<N>> {
    const promise = new Promise<CommandResult>((resolve) => {
      this.asked.push(async (answer) => {
        if ('why' in answer)
          resolve({ ok: false, code: 'failed', message: answer.why, phrase: { code: 'words', words: answer.why } });
        else resolve({ ok: true, value: answer });
        await promise;
      });
    });
    return promise as Promise<CommandResult<N>>;
  }

  onEvents(listener: (batch: EventBatch) => void): () => void {
    this.send = listener;
    return () => undefined;
  }

  onConnection(listener: (connection: Connection, nextTryAt: number | null) => void): () => void {
    this.become = (connection, nextTryAt) => listener(connection, nextTryAt ?? null);
    listener('connecting', null);
    return () => undefined;
  }
}

const line = (revision: number): EventBatch => ({ revision, events: [{ kind: 'log', line: aLine({ id: revision }) }] });

function open() {
  const client = new HandClient();
  const store = new Store(client);
  const lines = () => store.getView().snapshot?.log.map(({ id }) => id) ?? null;
  return { client, store, lines };
}

describe('the picture of the page', () => {
  test('is empty until the first snapshot has come', () => {
    const { client, lines } = open();
    client.become('connected');
    expect(lines()).toBeNull();
  });

  test('takes in what came while the snapshot was on its way, and nothing twice', async () => {
    const { client, lines } = open();
    client.become('connected');
    client.send(line(4));
    client.send(line(5));
    client.send(line(6));
    await client.asked[0]?.(aSnapshot({ revision: 4, log: [aLine({ id: 4 })] }));
    expect(lines()).toEqual([4, 5, 6]);
  });

  test('is asked for again when a batch was missed', async () => {
    const { client, lines } = open();
    client.become('connected');
    await client.asked[0]?.(aSnapshot({ revision: 1 }));
    client.send(line(3));
    expect(client.asked).toHaveLength(2);
    await client.asked[1]?.(aSnapshot({ revision: 3, log: [aLine({ id: 2 }), aLine({ id: 3 })] }));
    expect(lines()).toEqual([2, 3]);
  });

  test('is asked for again after a lost connection, and stays on the screen until then', async () => {
    const { client, store, lines } = open();
    client.become('connected');
    await client.asked[0]?.(aSnapshot({ revision: 1, log: [aLine({ id: 1 })] }));
    client.become('lost');
    expect([store.getView().connection, lines()]).toEqual(['lost', [1]]);
    client.become('connected');
    await client.asked[1]?.(aSnapshot({ revision: 0 }));
    expect(lines()).toEqual([]);
  });

  test('says why it was refused, until it comes after all', async () => {
    const { client, store } = open();
    client.become('connected');
    await client.asked[0]?.({ why: 'the data file cannot be read' });
    expect(store.getView().refusal).toEqual({ code: 'words', words: 'the data file cannot be read' });
    client.become('connected');
    await client.asked[1]?.(aSnapshot());
    expect(store.getView().refusal).toBeNull();
  });

  test('never goes back to a snapshot of a connection that was lost meanwhile', async () => {
    const { client, lines } = open();
    client.become('connected');
    client.become('lost');
    client.become('connected');
    await client.asked[1]?.(aSnapshot({ revision: 9, log: [aLine({ id: 9 })] }));
    await client.asked[0]?.(aSnapshot({ revision: 2, log: [aLine({ id: 2 })] }));
    expect(lines()).toEqual([9]);
  });

  test('counts what happened while the connection was lost, once it is back', async () => {
    const { client, store } = open();
    client.become('connected');
    await client.asked[0]?.(aSnapshot({ log: [aLine({ id: 1 })] }));
    client.become('lost', 5_000);
    expect(store.getView()).toMatchObject({ lostAt: expect.any(Number), nextTryAt: 5_000, caughtUp: null });
    client.become('connected');
    await client.asked[1]?.(aSnapshot({ log: [aLine({ id: 1 }), aLine({ id: 2 }), aLine({ id: 3 })] }));
    expect(store.getView()).toMatchObject({ lostAt: null, nextTryAt: null, caughtUp: 2 });
  });

  test('lost nothing before it ever had a connection', () => {
    const { client, store } = open();
    client.become('lost');
    expect(store.getView().lostAt).toBeNull();
  });
});
