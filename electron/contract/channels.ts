/** The names by which both ends find each other; apart from the shapes, so that the bridge stays a few lines. */

/** The two channels of the Electron bridge. */
export const channels = { call: 'rollcall:call', event: 'rollcall:event' } as const;

/** Where the control server takes WebSockets, on the page's own origin. */
export const socketPath = '/socket';

/** Where the control server sends backups from (`/backups/NAME`, GET) and takes them (POST). */
export const backupsPath = '/backups';

/** Where the console on the network asks for the password, and where a browser logs out (POST). */
export const loginPath = '/login';
export const logoutPath = '/logout';

/** The WebSocket close code of a login that has ended: the page asks for the password again. */
export const loggedOutCode = 4001;
