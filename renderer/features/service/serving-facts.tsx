import { Stack, Table, Text } from '@mantine/core';
import type { ServiceState } from '../../../electron/contract/model.ts';
import { dayTime } from '../moment.ts';
import { modeNames } from './modes.ts';

/** What a technician needs to know while it serves. */
export function ServingFacts({ service }: { readonly service: Extract<ServiceState, { state: 'serving' }> }) {
  const { settings, address, prefix, range, httpUrl, since } = service;
  const facts: readonly (readonly [string, string])[] = [
    ['Card', settings.card],
    ['Address', `${address}/${prefix}`],
    ['DHCP', modeNames[settings.mode]],
    ...(range ? [['Range', `${range.first} to ${range.last}`] as const] : []),
    ['HTTP', httpUrl],
    ['Since', dayTime(since)],
  ];
  return (
    <Stack gap={4}>
      <Text fw={600}>Serving</Text>
      <Table variant="vertical" withRowBorders={false} verticalSpacing={3} horizontalSpacing={0} layout="fixed">
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={76} fw={400} c="dimmed" bg="transparent">
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
