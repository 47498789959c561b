/** Asks the button of the title bar to stop serving, from anywhere on the page: it alone knows what stopping would cut off. */
const name = 'rollcall-stop';

export const stopAsks = {
  ask: (): void => {
    window.dispatchEvent(new Event(name));
  },
  /** Returns the function that ends listening. */
  listen: (told: () => void): (() => void) => {
    window.addEventListener(name, told);
    return () => window.removeEventListener(name, told);
  },
};
