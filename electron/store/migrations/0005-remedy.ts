/** What is done for a machine because of what it did before, or because somebody said so; the others have no row. */
export const remedy = `
CREATE TABLE remedy (
  computerId INTEGER PRIMARY KEY REFERENCES computer (id) ON DELETE CASCADE,
  loader TEXT NOT NULL,
  loaderBy TEXT NOT NULL,
  style TEXT NOT NULL,
  styleBy TEXT NOT NULL,
  tried TEXT NOT NULL
) STRICT;
`;
