import type { ReactNode } from 'react';

/** What stands around every control of an action's form. */
export interface ControlFrame {
  /** What it is about, for the labels of its own buttons. */
  readonly name: string;
  readonly label: ReactNode;
  readonly description: ReactNode;
  readonly error: ReactNode;
  readonly required: boolean;
}
