import { closeSync, openSync } from 'node:fs';
import koffi from 'koffi';

/** CLONE_NEWNET of setns(2): the descriptor must be of a network namespace. */
const network = 0x4000_0000;

/**
 * Moves this thread into a network namespace, so that every socket which it opens from now on, and every program that
 * it starts, is there. The function that is given back moves it home. Needs root.
 */
export function enterNamespace(name: string): () => void {
  const home = openSync('/proc/thread-self/ns/net', 'r');
  const there = openSync(`/run/netns/${name}`, 'r');
  move(there, name);
  closeSync(there);
  return () => {
    move(home, 'the first namespace');
    closeSync(home);
  };
}

function move(descriptor: number, name: string): void {
  const setns = koffi.load(null).func('int setns(int, int)');
  if (setns(descriptor, network) !== 0) throw new Error(`${name} cannot be entered (errno ${koffi.errno()})`);
}
