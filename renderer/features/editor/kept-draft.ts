/** A text that was not saved yet, kept by the window so that a reload or a look at the room does not lose it. */
const nameOf = (actionId: number): string => `rollcall.script.${actionId}`;

export function keptDraft(actionId: number): string | null {
  return sessionStorage.getItem(nameOf(actionId));
}

/** Null forgets it. */
export function keepDraft(actionId: number, text: string | null): void {
  if (text === null) sessionStorage.removeItem(nameOf(actionId));
  else sessionStorage.setItem(nameOf(actionId), text);
}
