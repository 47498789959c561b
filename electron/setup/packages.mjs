import { existsSync, readFileSync } from 'node:fs';
import { runStep } from './step.mjs';

/** What the tests take from Debian or Ubuntu: real firmware, real clients, a real browser. */
export const testPackages = [
  'qemu-system-x86',
  'ipxe-qemu',
  'seabios',
  'ovmf',
  'iproute2',
  'nftables',
  'procps',
  'tftp-hpa',
  'atftp',
  'dnsmasq-base',
  'kea-dhcp4-server',
  'curl',
  'tshark',
  'cpio',
  'busybox-static',
  'xz-utils',
  'zstd',
  'unzip',
  'xorriso',
  'genisoimage',
  'wimtools',
  'dosfstools',
  'tgt',
  'vblade',
  'chromium',
  'xvfb',
];

/** True on Debian and what descends from it. @param {string} osRelease text of /etc/os-release */
export function isDebianLike(osRelease) {
  const words = osRelease.split('\n').flatMap((line) => {
    const field = /^(?:ID|ID_LIKE)="?([^"]*)"?$/.exec(line);
    return field ? field[1].split(' ') : [];
  });
  return words.includes('debian') || words.includes('ubuntu');
}

/** True on a machine that has apt. */
export function hasApt() {
  return existsSync('/etc/os-release') && isDebianLike(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Which of the packages are not installed.
 *
 * @param {readonly string[]} wanted
 * @param {string} listing lines `name status` of dpkg-query
 */
export function packagesMissing(wanted, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return wanted.filter((name) => !installed.has(name));
}

/**
 * Sees to it that the tests' packages are there: installs them as root on Debian or Ubuntu.
 *
 * @param {string} root folder of package.json
 * @returns {Promise<string | null>} why they are not there, or null
 */
export async function ensurePackages(root) {
  if (process.platform !== 'linux') return 'real firmware is booted on Linux only';
  if (!hasApt()) return `needed from your distribution: ${testPackages.join(' ')}`;
  const missing = await missingHere(root);
  if (missing.length === 0) return null;
  if (process.getuid?.() !== 0)
    return `not installed: ${missing.join(' ')} (as root: apt-get install ${missing.join(' ')})`;
  console.log(`Installing ${missing.join(' ')} …`);
  await aptGet(root, ['update'], 180);
  const { code, output } = await aptGet(root, ['install', '-y', '--no-install-recommends', ...missing], 480);
  if (code === 0) return null;
  console.error(output.split('\n').slice(-15).join('\n'));
  return `apt-get could not install ${missing.join(' ')}`;
}

async function missingHere(root) {
  const query = ['-W', '-f', '${Package} ${db:Status-Status}\n', ...testPackages];
  return packagesMissing(
    testPackages,
    (await runStep('dpkg-query', query, { cwd: root, seconds: 30, capture: true })).output,
  );
}

function aptGet(root, args, seconds) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const settings = ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
  return runStep('apt-get', [...settings, ...args], { cwd: root, seconds, env, capture: true });
}
