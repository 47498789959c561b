import type { EnginePort } from '../transport/engine-port.ts';

/**
 * The engine as the window sees it: choosing a file asks through the system's own window. A browser keeps the engine's
 * refusal, since that window would open on another person's screen.
 */
export function withFileWindow(
  engine: EnginePort,
  ask: (title: string | undefined) => Promise<string | null>,
): EnginePort {
  return {
    handlers: { ...engine.handlers, 'files.choose': async ({ title }) => ({ path: await ask(title) }) },
    get revision() {
      return engine.revision;
    },
    subscribe: (listener) => engine.subscribe(listener),
  };
}
