/** Which files that hold a secret a boot has been given: such a file is served once. */
export const secrets = `
CREATE TABLE servedSecret (
  bootId INTEGER NOT NULL REFERENCES boot (id) ON DELETE CASCADE,
  slot TEXT NOT NULL,
  PRIMARY KEY (bootId, slot)
) STRICT, WITHOUT ROWID;
`;
