const second = 1_000;
const minute = 60 * second;

/**
 * How long a machine may be silent before that says something, in milliseconds since the last event that counts.
 *
 * - `offer`: EDK2 and PXE ROMs ask at 4, 8, 16 and 32 s; after 60 s they give up.
 * - `loader`: TFTP follows the ACK within a second; a ROM that asks for the file late has waited for ARP.
 * - `transfer`: EDK2 repeats a TFTP request six times, 4 s apart, and iPXE gives up earlier; HTTP is cut after 60 s.
 * - `firstSign`: a loader starts within seconds, but its card's link may have to come up behind spanning tree (50 s).
 * - `script`: `autoexec.ipxe` tries twice, 10 s each, with an address exchange between.
 * - `kernel`: a kernel and its initrd on an old machine, with a system that reports late in its start.
 * - `windows`: Windows PE unpacks its image from memory, which takes minutes on an old machine.
 * - `kiosk`: Porteus fetches its modules within a minute of its start.
 * - `expected`: machines are switched on by hand, row by row.
 */
export const patience = {
  offer: 60 * second,
  loader: 30 * second,
  transfer: 60 * second,
  firstSign: 60 * second,
  script: 45 * second,
  kernel: 3 * minute,
  windows: 6 * minute,
  kiosk: 2 * minute,
  expected: 5 * minute,
} as const;

/** A firmware that asks again after so long is on its way through the same start, in milliseconds. */
export const sameStart = 3 * minute;
