/** The files that a boot of an exam was handed, with the hashes that they had then. */
export const bootFile = `
CREATE TABLE bootFile (
  bootId INTEGER NOT NULL REFERENCES boot (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  bytes INTEGER,
  sha256 TEXT,
  PRIMARY KEY (bootId, name)
) STRICT, WITHOUT ROWID;
`;
