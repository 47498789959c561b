/** What is known when somebody closes the window. */
export interface WindowClosing {
  /** Rollcall is ending, so that the window goes with it. */
  readonly quitting: boolean;
  readonly serving: boolean;
  /** It was said before that serving goes on. */
  readonly told: boolean;
}

export type CloseAnswer = 'close' | 'hide' | 'tell and hide';

/** While Rollcall serves, a closed window only hides: machines boot when nobody looks. The first time it is said. */
export function answerClose({ quitting, serving, told }: WindowClosing): CloseAnswer {
  if (quitting || !serving) return 'close';
  return told ? 'hide' : 'tell and hide';
}
