import { firmwareQuestions, macText, readAnswer } from '../support/dhcp-clients.ts';
import { openFrames } from '../support/raw-frames.ts';

/**
 * Powers a machine on every few milliseconds until a server answers one: `node first-answer.ts CARD`. Prints `Asking`,
 * then `{at}`, the instant of the first answer in milliseconds since the epoch.
 */
const [card = ''] = process.argv.slice(2);
const every = 5;
const frames = openFrames(card);
const questions = firmwareQuestions();
process.stdout.write('Asking\n');
let answered = false;
for (let machine = 1; !answered; machine = (machine % 10_000) + 1) {
  // Computers of the large school: 52:54:00:00:00:01 is the first.
  const mac = Uint8Array.of(0x52, 0x54, 0, 0, machine >> 8, machine & 255);
  if (!frames.send(questions.discover(mac, machine))) throw new Error(`${card} took no frame of ${macText(mac)}`);
  if (!frames.wait(every)) continue;
  for (let frame = frames.receive(); frame !== null; frame = frames.receive()) answered ||= readAnswer(frame) !== null;
}
process.stdout.write(`${JSON.stringify({ at: performance.timeOrigin + performance.now() })}\n`);
