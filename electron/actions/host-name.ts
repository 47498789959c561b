import { z } from 'zod';

/** An IPv4 address or a host name, as a URL takes it. */
export const HostName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i, 'give the address or the name of the server alone');
