import type { Action, Boot, Computer, FirmwareKind, Room, ServiceState } from '../../../electron/contract/model.ts';

/** The machine that a script is looked at for, and what is around it. */
export interface Subject {
  readonly computer: Computer;
  readonly room: Room | null;
  readonly boot: Boot | null;
  readonly service: ServiceState;
  readonly action: Action;
}

const platforms: Readonly<Record<FirmwareKind, readonly [platform: string, architecture: string] | null>> = {
  bios: ['pcbios', 'i386'],
  'uefi-ia32': ['efi', 'i386'],
  'uefi-x64': ['efi', 'x86_64'],
  'uefi-arm32': ['efi', 'arm32'],
  'uefi-arm64': ['efi', 'arm64'],
  unknown: null,
};

/** What `${…}` will be on that machine, as far as it is known here; everything else is asked on the machine. */
export function knownValues({ computer, room, boot, service, action }: Subject): ReadonlyMap<string, string> {
  const platform = platforms[computer.firmware];
  const serving = service.state === 'serving' ? service : null;
  const known: readonly (readonly [string, string | null | undefined])[] = [
    ...Object.entries(computer.variables),
    ['name', computer.name ?? computer.mac],
    ['mac', computer.mac],
    ['room', room?.name ?? ''],
    ['seat', computer.seat === null ? '' : `${computer.seat.row},${computer.seat.column}`],
    ['action', action.name],
    ['server', serving?.address],
    ['http', serving?.httpUrl],
    ['next-server', serving?.address],
    ['net0/mac', computer.mac],
    ['net0/mac:hexhyp', computer.mac.replaceAll(':', '-')],
    ['netX/mac', computer.mac],
    ['netX/mac:hexhyp', computer.mac.replaceAll(':', '-')],
    ['net0/ip', boot?.address],
    ['netX/ip', boot?.address],
    ['ip', boot?.address],
    ['platform', platform?.[0]],
    ['buildarch', platform?.[1]],
  ];
  return new Map(
    known.flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value] as const])),
  );
}
