import { handedOff, handOff } from '../actions/hand-off.ts';
import { type BootSign, continuesBoot } from '../boot/journal.ts';
import type { BootBeginning, StoredBoot } from '../boot/stored-boot.ts';
import type {
  Computer,
  FileRole,
  FirmwareKind,
  Ipv4,
  Mac,
  PlainPhrase,
  ServiceSettings,
  UnknownRule,
} from '../contract/model.ts';
import type { PacketBook } from '../packets/book.ts';
import type { Store } from '../store/port.ts';
import type { AddressBook } from './address-book.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import { findRoom } from './commands/resolve.ts';
import type { FirmwareFolder } from './firmware-folder.ts';
import type { Machines } from './machines.ts';
import type { MediaImages } from './media-images.ts';
import type { Recorder } from './recorder.ts';
import type { RollCall } from './roll-call.ts';
import type { ServedFiles } from './served-files.ts';
import type { TrafficMeter } from './traffic.ts';

/** What is fixed while the service runs. */
export interface Serving {
  readonly settings: ServiceSettings;
  readonly address: Ipv4;
  readonly prefix: number;
  /** `http://10.77.0.1:8080`, never made from a Host header. */
  readonly httpUrl: string;
  /** The card's own hardware address; left out, it has none or it is not known. */
  readonly cardMac?: Mac | null;
}

/** What the three servers of the boot plane share. */
export interface BootPlane {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly machines: Machines;
  readonly addresses: AddressBook;
  readonly firmware: FirmwareFolder;
  readonly images: MediaImages;
  readonly served: ServedFiles;
  readonly rollCall: RollCall;
  readonly traffic: TrafficMeter;
  readonly packets: PacketBook;
  readonly serving: Serving;
  /** Writes a line for the person who runs the program: what is nobody's boot. */
  readonly log: (line: string) => void;
}

/** Whether a machine is served, with what it boots or with its address alone, or why it is left alone. */
export function mayServe(
  plane: BootPlane,
  computer: Computer | null,
  wanted: 'boot' | 'address' = 'boot',
): true | { readonly why: PlainPhrase } {
  const left = computer === null ? 'no' : leftToOthers(plane, computer);
  if (left === 'silently' || (left === 'with address' && wanted === 'boot')) return { why: { code: 'handed-off' } };
  if (computer?.status === 'refused') return { why: { code: 'unknown-refused' } };
  if (computer?.status === 'known' || ruleFor(plane, computer) !== 'ignore' || plane.rollCall.waits) return true;
  return { why: { code: 'unknown-left-alone' } };
}

/** Nobody has said yet whether this machine may start, and somebody is asked: it gets as far as a loader that waits. */
export function waitsForSomebody(plane: BootPlane, computer: Computer): boolean {
  return computer.status === 'discovered' && !plane.rollCall.waits && ruleFor(plane, computer) === 'ask';
}

/** The rule of the room that the machine's network is in, else that of the service. */
function ruleFor({ serving, store, machines }: BootPlane, computer: Computer | null): UnknownRule {
  const { unknown, room, relays = [] } = serving.settings;
  const relay = computer && machines.relayOf(computer);
  const ref = relay === null ? room : relays.find((each) => each.relay === relay)?.room;
  return (ref === undefined && relay === null ? store.rooms.only() : findRoom(store, ref ?? ''))?.unknown ?? unknown;
}

/** Another boot server has the machine while this is true. */
export function isHandedOff(plane: BootPlane, computer: Computer): boolean {
  return leftToOthers(plane, computer) !== 'no';
}

/** Asked at every packet: where no action hands machines over, what this one boots need not be decided. */
function leftToOthers(plane: BootPlane, computer: Computer): ReturnType<typeof handedOff> {
  return plane.store.actions.hasKind(handOff.kind) ? handedOff(plane.machines.decide(computer).action) : 'no';
}

function beginning(sign: BootSign): BootBeginning {
  return sign.kind === 'dhcp' && sign.asks !== 'system' ? sign.asks : 'request';
}

/**
 * The boot that a sign of the machine belongs to: its newest one, or a new one. With a new one a roll call may seat the
 * machine, so whoever needs its name or place afterwards looks it up again.
 */
export function bootOf(plane: BootPlane, computer: Computer, sign: BootSign, firmware: FirmwareKind): StoredBoot {
  const newest = plane.recorder.newest(computer.id);
  if (newest && continuesBoot(newest, sign, plane.clock.now())) return newest;
  if (!plane.recorder.mayBegin(computer.id) && newest) return newest;
  plane.rollCall.begins(computer);
  const seated = plane.machines.find(computer.mac) ?? computer;
  return plane.recorder.begin(seated, firmware === 'unknown' ? computer.firmware : firmware, beginning(sign));
}

/**
 * The boot that a file transfer belongs to: a loader may be the first that is heard of a boot (mode off, where DHCP is
 * somebody else's); any other file is asked for by a boot that is under way, or by nobody's.
 */
export function bootOfTransfer(plane: BootPlane, computer: Computer, role: FileRole): StoredBoot | null {
  if (role === 'loader' || role === 'autoexec')
    return bootOf(plane, computer, { kind: 'dhcp', asks: 'ipxe' }, 'unknown');
  return plane.recorder.newest(computer.id);
}

/** The computer that uses an address, when the boot plane knows it. */
export function computerAt(plane: BootPlane, address: Ipv4): Computer | null {
  const mac = plane.addresses.macOf(address);
  return mac ? plane.machines.find(mac) : null;
}

/** The computer of a MAC address; one that nobody named is added when unknown machines are served. */
export function computerOf(
  plane: BootPlane,
  mac: Mac,
  firmware: FirmwareKind,
  claimedBy: Ipv4 | null = null,
): Computer | null {
  const known = plane.machines.find(mac);
  return known ? plane.machines.seen(known, firmware) : plane.machines.discover(mac, firmware, claimedBy);
}
