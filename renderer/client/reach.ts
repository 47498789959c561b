/** Where this page is: in the app's own window, in a browser on the same computer, or in one on another computer. */
export type Reach = 'window' | 'here' | 'network';

export function reachOf({ rollcall, location }: Pick<Window, 'rollcall' | 'location'>): Reach {
  if (rollcall) return 'window';
  return ['127.0.0.1', 'localhost', '[::1]'].includes(location.hostname) ? 'here' : 'network';
}
