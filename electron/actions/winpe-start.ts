import type { PlainPhrase } from '../contract/model.ts';
import { windowsLines } from './windows-text.ts';

/**
 * What WinPE runs when it is up. `winpeshl.exe` reads `winpeshl.ini` first; without one it starts the `setup.exe` of
 * installation media, and only without that `startnet.cmd`. So a `winpeshl.ini` is always handed over.
 */
export const generatedShell = windowsLines(`[LaunchApps]
%SystemRoot%\\System32\\cmd.exe, /k %SystemRoot%\\System32\\startnet.cmd`);

/** Why this `winpeshl.ini` would leave out `startnet.cmd` and with it the report that the system runs; or null. */
export function shellProblem(text: string): PlainPhrase | null {
  if (/startnet\.cmd/i.test(text) || /^\s*\[LaunchApps\]/im.test(text)) return null;
  return { code: 'rule-winpeshl' };
}

/** An own `winpeshl.ini`, with `startnet.cmd` as its first program where it does not name it. */
export function shellText(own: string): string {
  if (/startnet\.cmd/i.test(own)) return windowsLines(own);
  const first = '%SystemRoot%\\System32\\cmd.exe, /c %SystemRoot%\\System32\\startnet.cmd';
  return windowsLines(own.replace(/^\s*\[LaunchApps\][^\n]*/im, (head) => `${head.trimEnd()}\n${first}`));
}

/**
 * Tells the server that the system runs. WinPE has no one tool for that in every edition: `curl.exe` where it was put in
 * or came along, else PowerShell, else the script host; which of them an image has is for its maker to say.
 */
export const reportLines: readonly string[] = [
  'set rollcall-report=',
  'for %%p in (curl.exe powershell.exe cscript.exe) do if not defined rollcall-report if not "%%~$PATH:p"=="" set rollcall-report=%%p',
  `if "%rollcall-report%"=="curl.exe" curl.exe -s -m 20 -o nul "\${running}"`,
  `if "%rollcall-report%"=="powershell.exe" powershell.exe -NoProfile -Command "(New-Object Net.WebClient).DownloadString('\${running}')" >nul`,
  `if "%rollcall-report%"=="cscript.exe" cscript.exe //nologo //b %SystemRoot%\\System32\\rollcall-report.vbs "\${running}"`,
];

/** The script for the script host: WinHTTP is a part of every Windows. */
export const reportScript = windowsLines(`Set request = CreateObject("WinHttp.WinHttpRequest.5.1")
request.SetTimeouts 5000, 5000, 10000, 10000
request.Open "GET", WScript.Arguments(0), False
request.Send`);

/** The beginning of every `startnet.cmd` of ours; the network is there when `wpeutil WaitForNetwork` returns. */
export function startHead(answerName: string | null, report: readonly string[]): readonly string[] {
  const wpeinit = answerName === null ? 'wpeinit' : `wpeinit -unattend=%SystemRoot%\\System32\\${answerName}`;
  return ['@echo off', wpeinit, 'wpeutil WaitForNetwork', ...report];
}
