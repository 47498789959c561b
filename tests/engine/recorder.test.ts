import { expect, it } from 'vitest';
import { testPlane } from './plane.ts';

const day = 86_400_000;

it('does the work of all who ask in one turn of the event loop in one transaction', async () => {
  const { plane, store, now, addComputer } = testPlane();
  const computer = addComputer('52:54:00:00:00:02', 'PC-02');
  const boot = plane.recorder.begin(computer, 'bios', 'firmware');
  const works = ['a', 'b', 'c'].map((key) => plane.recorder.together(() => store.settings.set(key, now() + day)));
  expect(store.settings.get('a')).toBeUndefined();
  await plane.recorder.flushed();
  expect(['a', 'b', 'c'].map((key) => store.settings.get(key))).toEqual([now() + day, now() + day, now() + day]);
  expect(store.boots.newest(computer.id)?.id).toBe(boot.id);
  await Promise.all(works);
});

it('undoes a work that throws and fails it alone', async () => {
  const { plane, store } = testPlane();
  const broken = plane.recorder.together(() => {
    store.settings.set('half', true);
    throw new Error('broken');
  });
  const whole = plane.recorder.together(() => {
    store.settings.set('whole', true);
    return 'done';
  });
  await expect(broken).rejects.toThrow('broken');
  await expect(whole).resolves.toBe('done');
  expect(store.settings.get('half')).toBeUndefined();
  expect(store.settings.get('whole')).toBe(true);
});

it('gives what waits to whoever writes first', async () => {
  const { plane, store } = testPlane();
  const work = plane.recorder.together(() => store.settings.set('early', 1));
  plane.recorder.flush();
  expect(store.settings.get('early')).toBe(1);
  await work;
});
