import { Center, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** A place where nothing is yet, and what would bring something. */
export function Empty({
  icon,
  title,
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: string;
}) {
  return (
    <Center h="100%" mih={220} p="xl">
      <Stack align="center" gap={4} maw={420} c="dimmed">
        {icon}
        <Text fw={600} c="bright">
          {title}
        </Text>
        <Text size="sm" ta="center">
          {children}
        </Text>
      </Stack>
    </Center>
  );
}
