/** How fast a machine is sent its files, and what helped machines of its model. */
export const modelRemedy = `
ALTER TABLE remedy ADD COLUMN pace TEXT NOT NULL DEFAULT 'full';
ALTER TABLE remedy ADD COLUMN paceBy TEXT NOT NULL DEFAULT 'usual';

CREATE TABLE modelRemedy (
  model TEXT PRIMARY KEY,
  loader TEXT,
  style TEXT,
  pace TEXT
) STRICT, WITHOUT ROWID;
`;
