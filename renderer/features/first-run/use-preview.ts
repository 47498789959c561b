import { useEffect, useState } from 'react';
import type { CommandInput, CommandOutput } from '../../../electron/contract/api.ts';
import type { Phrase } from '../../../electron/contract/model.ts';
import { useCall } from '../../state/hooks.ts';

/** How long the fields have to be still before the engine is asked, in milliseconds. */
const still = 150;

export type Preview =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly value: CommandOutput<'service.preview'> }
  | { readonly kind: 'refused'; readonly why: Phrase };

/** What Start would do with these settings, asked of the engine; null settings: nothing is asked. */
export function usePreview(settings: CommandInput<'service.preview'> | null, cards: unknown): Preview {
  const call = useCall();
  const [preview, setPreview] = useState<Preview>({ kind: 'none' });
  const asked = settings === null ? null : JSON.stringify([settings, cards]);
  useEffect(() => {
    if (asked === null) {
      setPreview({ kind: 'none' });
      return;
    }
    let wanted = true;
    const [input] = JSON.parse(asked) as [CommandInput<'service.preview'>];
    const timer = window.setTimeout(async () => {
      const result = await call('service.preview', input);
      if (!wanted) return;
      setPreview(result.ok ? { kind: 'known', value: result.value } : { kind: 'refused', why: result.phrase });
    }, still);
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [asked, call]);
  return preview;
}
