/** The media library: files that actions boot from, copied into the data folder or left where they are. */
export const media = `
CREATE TABLE medium (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  kept TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  system TEXT NOT NULL,
  label TEXT,
  version TEXT,
  addedAt INTEGER NOT NULL
) STRICT;

CREATE INDEX mediumByHash ON medium (sha256);
`;
