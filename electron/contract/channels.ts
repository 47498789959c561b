/** The names by which both ends find each other; apart from the shapes, so that the bridge stays a few lines. */

/** The two channels of the Electron bridge. */
export const channels = { call: 'rollcall:call', event: 'rollcall:event' } as const;

/** Where the control server takes WebSockets, on the page's own origin. */
export const socketPath = '/socket';
