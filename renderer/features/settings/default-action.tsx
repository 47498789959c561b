import { Select } from '@mantine/core';
import { useWords } from '../../i18n/index.ts';
import { useCommand, useSnapshotPart } from '../../state/hooks.ts';

/** What a machine boots that nobody told anything. */
export function DefaultAction() {
  const t = useWords('settings');
  const actions = useSnapshotPart((snapshot) => snapshot.actions);
  const chosen = useSnapshotPart(({ preferences }) => preferences.globalDefaultActionId);
  const set = useCommand('preferences.set');
  return (
    <Select
      label={t('defaultAction')}
      description={t('defaultActionHelp')}
      maw={352}
      data={actions.map((action) => ({ value: String(action.id), label: action.name }))}
      value={String(chosen)}
      disabled={set.pending}
      error={set.refusal}
      onChange={(id) => {
        if (id !== null) void set.run({ globalDefaultAction: Number(id) });
      }}
    />
  );
}
