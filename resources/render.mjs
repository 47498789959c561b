import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** `node resources/render.mjs`: draws the icons of the app and the tray out of their SVG, with the system's Chromium. */

const at = (path) => new URL(path, import.meta.url);
const linux = [16, 24, 32, 48, 64, 128, 256, 512];
const windows = [16, 24, 32, 48, 64, 128, 256];
/** The four letters by which an ICNS file names a PNG of this size. */
const mac = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 };

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
const sizes = [...new Set([...linux, ...windows, ...Object.values(mac)])];
const icon = new Map();
for (const size of sizes) icon.set(size, await draw('icon.svg', size));
for (const size of linux) save(`icons/${size}x${size}.png`, icon.get(size));
save('icon.png', icon.get(1024));
save('icon.ico', ico());
save('icon.icns', icns());
for (const state of ['idle', 'serving', 'trouble']) {
  save(`tray/${state}.png`, await draw(`tray/${state}.svg`, 16));
  save(`tray/${state}@2x.png`, await draw(`tray/${state}.svg`, 32));
}
await browser.close();

async function draw(file, size) {
  await page.setViewportSize({ width: size, height: size });
  const image = `data:image/svg+xml;base64,${readFileSync(at(file)).toString('base64')}`;
  await page.setContent(`<style>body{margin:0}img{display:block}</style><img width=${size} height=${size} src="${image}">`);
  await page.locator('img').evaluate((img) => img.decode());
  return page.screenshot({ omitBackground: true });
}

/** ICO: a header, one entry of 16 bytes for each image, then the images as PNG (Windows Vista and newer). */
function ico() {
  const head = Buffer.alloc(6 + 16 * windows.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(windows.length, 4);
  let offset = head.length;
  windows.forEach((size, index) => {
    const entry = 6 + 16 * index;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(icon.get(size).length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += icon.get(size).length;
  });
  return Buffer.concat([head, ...windows.map((size) => icon.get(size))]);
}

/** ICNS: `icns`, the length of all, then for each image its name, its length with these 8 bytes, and the PNG. */
function icns() {
  const images = Object.entries(mac).map(([name, size]) => chunk(name, icon.get(size)));
  return chunk('icns', Buffer.concat(images));
}

function chunk(name, bytes) {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(bytes.length + 8, 4);
  return Buffer.concat([head, bytes]);
}

function save(file, bytes) {
  mkdirSync(new URL('.', at(file)), { recursive: true });
  writeFileSync(at(file), bytes);
}
