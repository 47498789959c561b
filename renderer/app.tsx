import { Alert, AppShell, Badge, Burger, Center, Group, Loader, Stack, Tabs, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDeviceDesktop, IconListDetails, IconPlugConnectedX, IconTimeline } from '@tabler/icons-react';
import classes from './app.module.css';
import { Journal } from './features/boot-log/journal.tsx';
import { ComputerTable } from './features/computer/computer-table.tsx';
import { ServicePanel } from './features/service/service-panel.tsx';
import { StateBadge } from './features/service/state-badge.tsx';
import { TaskTable } from './features/tasks/task-table.tsx';
import { useSnapshot, useView } from './state/hooks.ts';

/** The whole page: how we serve on the left, what happens on the right. */
export function App() {
  const { connection, snapshot, refusal } = useView();
  const [sideOpen, side] = useDisclosure(false);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 340, breakpoint: 'sm', collapsed: { mobile: !sideOpen } }}
      padding={0}
    >
      <AppShell.Header className={classes.header}>
        <Group gap="sm">
          <Burger hiddenFrom="sm" size="sm" opened={sideOpen} onClick={side.toggle} aria-label="Service and cards" />
          <img src="./icon.svg" alt="" width={26} height={26} />
          <Title order={1} size="h4">
            Rollcall
          </Title>
        </Group>
        {snapshot && <StateBadge service={snapshot.status.service} />}
      </AppShell.Header>
      <AppShell.Navbar p="md" className={classes.side}>
        {snapshot && <ServicePanel />}
      </AppShell.Navbar>
      <AppShell.Main className={classes.main}>
        {connection === 'lost' && <Lost />}
        {refusal && <Refused why={refusal} />}
        {snapshot ? <Parts /> : !refusal && <Waiting />}
      </AppShell.Main>
    </AppShell>
  );
}

function Parts() {
  const { computers, tasks } = useSnapshot();
  return (
    <Tabs defaultValue="journal" className={classes.parts} keepMounted={false}>
      <Tabs.List px="md">
        <Tabs.Tab value="journal" leftSection={<IconTimeline size={16} />}>
          Journal
        </Tabs.Tab>
        <Tabs.Tab
          value="computers"
          leftSection={<IconDeviceDesktop size={16} />}
          rightSection={<Count of={computers} />}
        >
          Computers
        </Tabs.Tab>
        <Tabs.Tab value="tasks" leftSection={<IconListDetails size={16} />} rightSection={<Count of={tasks} />}>
          Tasks
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="journal" className={classes.panel}>
        <Journal />
      </Tabs.Panel>
      <Tabs.Panel value="computers" className={classes.panel}>
        <ComputerTable />
      </Tabs.Panel>
      <Tabs.Panel value="tasks" className={classes.panel}>
        <TaskTable />
      </Tabs.Panel>
    </Tabs>
  );
}

function Count({ of }: { readonly of: readonly unknown[] }) {
  return (
    <Badge size="sm" variant="light" color="gray" circle={of.length < 10}>
      {of.length}
    </Badge>
  );
}

function Lost() {
  return (
    <Alert color="orange" variant="light" radius={0} icon={<IconPlugConnectedX size={18} />} role="alert">
      The connection to Rollcall is lost. What you see may be old; trying again…
    </Alert>
  );
}

function Refused({ why }: { readonly why: string }) {
  return (
    <Alert color="red" variant="light" radius={0} title="Rollcall did not answer as it should" role="alert">
      {why}
    </Alert>
  );
}

function Waiting() {
  return (
    <Center className={classes.panel}>
      <Stack align="center" gap="xs">
        <Loader size="sm" />
        <Text c="dimmed" size="sm">
          Connecting…
        </Text>
      </Stack>
    </Center>
  );
}
