import { type DhcpAnswer, firmwareQuestions, machineMac, readAnswer } from './dhcp-clients.ts';
import { openFrames } from './raw-frames.ts';

/**
 * One machine powers on: `node one-machine.ts CARD MACHINE ASKS` prints the last answer that it got as one JSON line,
 * `{asked, answer}`. It asks once a second, as often as it is told, and takes the first offer.
 */
const [card = '', machine = '0', asks = '1'] = process.argv.slice(2);
const frames = openFrames(card);
const questions = firmwareQuestions();
const mac = machineMac(Number(machine));
const transaction = 0x6000_0000 + Number(machine);

/** The next answer to this machine, or null after a second. */
function answer(): DhcpAnswer | null {
  const limit = performance.now() + 1_000;
  for (let left = 1_000; left > 0 && frames.wait(Math.ceil(left)); left = limit - performance.now()) {
    for (let frame = frames.receive(); frame !== null; frame = frames.receive()) {
      const heard = readAnswer(frame);
      if (heard?.transaction === transaction) return heard;
    }
  }
  return null;
}

let asked = 0;
let heard: DhcpAnswer | null = null;
while (asked < Number(asks) && heard === null) {
  if (!frames.send(questions.discover(mac, transaction))) throw new Error('the card takes no frame');
  asked += 1;
  heard = answer();
}
if (heard?.message === 'offer') {
  frames.send(questions.request(mac, heard));
  heard = answer();
}
frames.close();
process.stdout.write(`${JSON.stringify({ asked, answer: heard })}\n`);
