import type { Ipv4 } from '../contract/model.ts';
import { type BootPlane, computerAt } from './boot-plane.ts';

/** A console line of iPXE goes to the boot of the machine that has the sender's address; a stranger's is dropped. */
export function noteLoaderLine(plane: BootPlane, client: Ipv4, text: string): void {
  const computer = computerAt(plane, client);
  const boot = computer && plane.recorder.newest(computer.id);
  if (computer && boot) plane.recorder.note(computer, boot, { kind: 'loader-line', text });
}
