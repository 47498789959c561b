import { Badge } from '@mantine/core';
import type { ServiceState } from '../../../electron/contract/model.ts';

/** In one word whether machines are served. */
export function StateBadge({ service }: { readonly service: ServiceState }) {
  switch (service.state) {
    case 'serving':
      return (
        <Badge color="green" variant="light" size="lg" tt="none">
          Serving on {service.settings.card}
        </Badge>
      );
    case 'failed':
      return (
        <Badge color="red" variant="light" size="lg" tt="none">
          Cannot serve
        </Badge>
      );
    case 'stopped':
      return (
        <Badge color="gray" variant="light" size="lg" tt="none">
          Stopped
        </Badge>
      );
  }
}
