import { Badge, Table, Text } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { describeFirmware, describeStage } from '../../../electron/contract/describe.ts';
import type { Boot, Computer } from '../../../electron/contract/model.ts';
import { useSnapshot } from '../../state/hooks.ts';
import { Empty } from '../empty.tsx';
import { dayTime } from '../moment.ts';

/** All computers with where they are and what their newest boot does. */
export function ComputerTable() {
  const { computers, boots, rooms } = useSnapshot();
  if (computers.length === 0) {
    return (
      <Empty icon={<IconDeviceDesktop size={36} stroke={1.4} />} title="No computers yet">
        A machine that asks for an address appears here by itself.
      </Empty>
    );
  }
  const bootOf = new Map(boots.map((boot) => [boot.computerId, boot]));
  const roomOf = new Map(rooms.map((room) => [room.id, room.name]));
  return (
    <Table highlightOnHover stickyHeader verticalSpacing={6} horizontalSpacing="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Computer</Table.Th>
          <Table.Th>Place</Table.Th>
          <Table.Th>Firmware</Table.Th>
          <Table.Th>Newest boot</Table.Th>
          <Table.Th>Last seen</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {computers.map((computer) => (
          <Row
            key={computer.id}
            computer={computer}
            boot={bootOf.get(computer.id)}
            room={computer.roomId === null ? undefined : roomOf.get(computer.roomId)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowParts {
  readonly computer: Computer;
  readonly boot: Boot | undefined;
  readonly room: string | undefined;
}

function Row({ computer, boot, room }: RowParts) {
  const { name, mac, seat, firmware, lastSeenAt, status } = computer;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {name ?? (status === 'discovered' ? 'Discovered' : mac)}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {mac}
        </Text>
      </Table.Td>
      <Table.Td>{[room, seat && `row ${seat.row}, column ${seat.column}`].filter(Boolean).join(', ')}</Table.Td>
      <Table.Td>{describeFirmware(firmware)}</Table.Td>
      <Table.Td>{boot && <BootCell boot={boot} />}</Table.Td>
      <Table.Td c="dimmed">{lastSeenAt === null ? '' : dayTime(lastSeenAt)}</Table.Td>
    </Table.Tr>
  );
}

function BootCell({ boot }: { readonly boot: Boot }) {
  const color = boot.stage === 'failed' ? 'red' : boot.stage === 'running' ? 'green' : 'blue';
  return (
    <>
      <Badge size="sm" variant="light" color={color} tt="none">
        {describeStage(boot.stage)}
      </Badge>
      <Text size="xs" c="dimmed">
        {boot.failure ?? boot.actionName}
      </Text>
    </>
  );
}
