/**
 * What stands for a secret that is set, wherever an action is shown. Sent back, it means: leave it as it is. It is eight
 * bullets, which nobody has as a password.
 */
export const keptSecret = '••••••••';
