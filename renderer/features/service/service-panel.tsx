import { Alert, Button, Code, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react';
import type { ServiceState } from '../../../electron/contract/model.ts';
import { useCommand, useSnapshot } from '../../state/hooks.ts';
import { CardList } from '../network/card-list.tsx';
import { ServingFacts } from './serving-facts.tsx';
import { StartForm } from './start-form.tsx';

/** How machines are served, with what starts and stops it. */
export function ServicePanel() {
  const { status } = useSnapshot();
  const { service } = status;
  return (
    <Stack gap="lg">
      {service.state === 'serving' ? <Serving service={service} /> : <StartForm />}
      {service.state === 'failed' && <Failure service={service} />}
      <MissingLoaders />
      <CardList />
      <Text size="xs" c="dimmed">
        Version {status.version}
      </Text>
    </Stack>
  );
}

function Serving({ service }: { readonly service: Extract<ServiceState, { state: 'serving' }> }) {
  const stop = useCommand('service.stop');
  return (
    <Stack gap="md">
      <ServingFacts service={service} />
      {service.warnings.map((warning) => (
        <Alert key={warning} color="yellow" variant="light" p="xs" icon={<IconAlertTriangle size={16} />}>
          {warning}
        </Alert>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlayerStop size={16} />}
        loading={stop.pending}
        onClick={() => void stop.run({})}
      >
        Stop
      </Button>
      {stop.refusal && <Alert color="red">{stop.refusal}</Alert>}
    </Stack>
  );
}

function Failure({ service }: { readonly service: Extract<ServiceState, { state: 'failed' }> }) {
  return (
    <Alert
      color="red"
      variant="light"
      title={`Cannot serve on ${service.settings.card}`}
      icon={<IconAlertTriangle size={18} />}
    >
      {service.why}
      {service.remedy && (
        <Code block mt="xs" style={{ whiteSpace: 'pre-wrap' }}>
          {service.remedy}
        </Code>
      )}
    </Alert>
  );
}

function MissingLoaders() {
  const { status } = useSnapshot();
  const missing = status.firmware.filter((file) => !file.present);
  if (missing.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" p="xs" icon={<IconAlertTriangle size={16} />}>
      Boot loaders that are not there: {missing.map((file) => file.name).join(', ')}. Fetch them by{' '}
      <Code>npm run firmware</Code>.
    </Alert>
  );
}
