import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOn } from './axe.ts';
import { type Classroom, openClassroom } from './classroom.ts';

/** A disc image on its way into the library, and from there to an action. */
let room: Classroom;
let page: Page;
let image = '';

const systemRescue = {
  'sysresccd/boot/x86_64/vmlinuz': 'kernel',
  'sysresccd/boot/x86_64/sysresccd.img': 'initrd',
  'sysresccd/x86_64/airootfs.sfs': 'squashfs',
  'sysresccd/VERSION': '11.03',
};

beforeAll(async () => {
  room = await openClassroom({ serving: false });
  image = join(room.folder, 'shelf', 'rescue.iso');
  const tree = join(room.folder, 'tree');
  for (const [path, content] of Object.entries(systemRescue)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  mkdirSync(dirname(image));
  const words = ['-as', 'mkisofs', '-quiet', '-J', '-R', '-V', 'RESCUE1103', '-o', image, tree];
  execFileSync('xorriso', words, { stdio: 'ignore' });
  writeFileSync(join(room.folder, 'shelf', 'empty.iso'), '');
  page = await room.openPage();
  await page.getByRole('link', { name: 'Actions' }).click();
});

afterAll(() => room?.close());

const shelf = () => page.getByRole('region', { name: 'Media library' });

/** Chooses a file by its folder, as a person in a browser does. */
async function choose(button: string, file: string): Promise<void> {
  await shelf().getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Folder', { exact: true }).fill(dirname(file));
  await dialog.getByLabel('Folder', { exact: true }).press('Enter');
  await dialog.getByRole('button', { name: file.split('/').at(-1) ?? '' }).click();
}

describe('the media library', () => {
  test('takes a copy of a disc image and says what it is', async () => {
    await choose('Copy a file in…', image);
    await shelf()
      .getByText(/SystemRescue.*RESCUE1103.*copied/)
      .waitFor();
    expect(existsSync(join(room.folder, 'media', 'rescue.iso'))).toBe(true);
  });

  test('has no violation of the rules of access', async () => {
    expect(await violationsOn(page)).toEqual([]);
  });

  test('says why a file is not taken', async () => {
    await choose('Copy a file in…', join(room.folder, 'shelf', 'empty.iso'));
    await shelf().getByText('The file is empty.').waitFor();
  });

  test('shows in every window what failed, until somebody puts it away', async () => {
    await choose('Link a file or folder…', image);
    await shelf()
      .getByText(/rescue\.iso was not taken in.*same bytes/)
      .waitFor();
    await shelf().getByRole('button', { name: 'Put away rescue.iso' }).click();
    await shelf()
      .getByText(/was not taken in/)
      .waitFor({ state: 'detached' });
  });

  test('takes a folder that holds the files of a medium, by the same list', async () => {
    await shelf().getByRole('button', { name: 'Link a file or folder…' }).click();
    const dialog = page.getByRole('dialog');
    const photos = join(room.folder, 'photos');
    mkdirSync(photos);
    writeFileSync(join(photos, '1.jpg'), 'x');
    await dialog.getByLabel('Folder', { exact: true }).fill(photos);
    await dialog.getByLabel('Folder', { exact: true }).press('Enter');
    await dialog.getByText('1.jpg').waitFor();
    await dialog.getByRole('button', { name: 'Use this folder' }).click();
    await shelf()
      .getByText(/Disc without a known system.*linked/)
      .waitFor();
    await shelf().getByRole('button', { name: 'Remove photos' }).click();
    await shelf()
      .getByText(/Disc without a known system/)
      .waitFor({ state: 'detached' });
  });

  test('makes the action that the medium is good for, and opens it', async () => {
    await shelf().getByRole('button', { name: 'Make this action: rescue.iso' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const action = (await room.ask('action.list', {})).find(({ kind }) => kind === 'systemrescue');
    expect(action?.parameters).toMatchObject({ image: join(room.folder, 'media', 'rescue.iso') });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('keeps what an action boots from, and deletes the copy when nothing does', async () => {
    const remove = async () => {
      await shelf().getByRole('button', { name: 'Remove rescue.iso' }).click();
      await shelf().getByRole('button', { name: 'Delete the copy rescue.iso' }).click();
    };
    await remove();
    await shelf()
      .getByText(/boots from rescue\.iso/)
      .waitFor();
    const action = (await room.ask('action.list', {})).find(({ kind }) => kind === 'systemrescue');
    await room.ask('action.remove', { action: action?.id ?? 0 });
    await remove();
    await shelf().getByText('There is no medium yet.').waitFor();
    expect(existsSync(join(room.folder, 'media', 'rescue.iso'))).toBe(false);
    expect(room.complaints).toEqual([]);
  });
});

describe('the form of an action', () => {
  const dialog = () => page.getByRole('dialog');

  async function edit(name: string): Promise<void> {
    await page
      .getByRole('button', { name: `More about ${name}` })
      .or(page.getByLabel(new RegExp(name)))
      .last()
      .click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await dialog().waitFor();
  }

  test('orders the actions of a menu by buttons, and marks the one that is taken when time is over', async () => {
    await room.ask('action.add', { name: 'Choose', kind: 'client-menu', parameters: { items: ['Local disk'] } });
    await edit('Choose');
    const items = () => dialog().getByRole('list', { name: 'Actions' }).getByRole('listitem').allInnerTexts();
    await dialog().getByLabel('Add an action…').click();
    await page.getByRole('option', { name: 'Lab Linux' }).click();
    await dialog().getByRole('button', { name: 'Move Lab Linux up' }).click();
    expect((await items()).map((text) => text.split('\n')[0])).toEqual(['Lab Linux', 'Local disk']);
    expect((await items())[0]).toMatch(/when time is over/i);
    expect(await violationsOn(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    const saved = (await room.ask('action.list', {})).find(({ name }) => name === 'Choose');
    expect(saved?.parameters.items).toEqual(['Lab Linux', 'Local disk']);
  });

  test('shows nothing of a password that is set, and keeps it', async () => {
    writeFileSync(join(room.folder, 'wimboot'), 'x');
    const parameters = { image, wimboot: join(room.folder, 'wimboot'), password: 's3cret-of-the-school' };
    await room.ask('action.add', { name: 'Windows 11', kind: 'windows-setup', parameters });
    await edit('Windows 11');
    const field = dialog().getByLabel(/^Password of the administrator/);
    expect(await field.inputValue()).toBe('');
    expect(await field.getAttribute('placeholder')).toBe('Set. Type another to replace it.');
    await dialog().getByRole('button', { name: 'Save' }).click();
    await dialog().waitFor({ state: 'detached' });
    const saved = (await room.ask('action.list', {})).find(({ name }) => name === 'Windows 11');
    expect(saved?.parameters.password).toBe('••••••••');
    expect(await page.content()).not.toContain('s3cret-of-the-school');
  });
});

test('a boot stick is made and saved by a button of the settings', async () => {
  await page.getByRole('link', { name: 'Settings' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Make a boot stick' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rollcall-stick.img');
  const image = readFileSync(await download.path());
  expect(image.length).toBe(16 * 1_048_576);
  expect(image.readUInt16LE(510)).toBe(0xaa55);
  expect(image.includes('Rollcall boot stick: asking for the boot server')).toBe(true);
  await page.getByText('Saved as rollcall-stick.img.').waitFor();
});
