import { Badge, Table, Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import type { TaskView } from '../../../electron/contract/api.ts';
import { useSnapshot } from '../../state/hooks.ts';
import { Empty } from '../empty.tsx';
import { dayTime } from '../moment.ts';

const colors: Readonly<Record<TaskView['state'], string>> = {
  scheduled: 'gray',
  due: 'blue',
  missed: 'orange',
  done: 'green',
};

/** The tasks that wait, run or were missed. */
export function TaskTable() {
  const { tasks } = useSnapshot();
  if (tasks.length === 0) {
    return (
      <Empty icon={<IconListDetails size={36} stroke={1.4} />} title="No tasks">
        A task names what a computer boots inside a window of time. Without one it boots its default.
      </Empty>
    );
  }
  return (
    <Table highlightOnHover stickyHeader verticalSpacing={6} horizontalSpacing="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Computer</Table.Th>
          <Table.Th>Action</Table.Th>
          <Table.Th>Window</Table.Th>
          <Table.Th>State</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tasks.map((task) => (
          <Row key={task.id} task={task} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ task }: { readonly task: TaskView }) {
  return (
    <Table.Tr>
      <Table.Td fw={600}>{task.computerName}</Table.Td>
      <Table.Td>
        {task.actionName}
        <Text size="xs" c="dimmed">
          {task.repeat}
        </Text>
      </Table.Td>
      <Table.Td>
        {dayTime(task.notBefore)} to {dayTime(task.notAfter)}
      </Table.Td>
      <Table.Td>
        <Badge size="sm" variant="light" color={colors[task.state]} tt="none">
          {task.held ? 'held back by an exam' : task.state}
        </Badge>
      </Table.Td>
    </Table.Tr>
  );
}
