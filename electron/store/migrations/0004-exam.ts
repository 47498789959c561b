/** Exams: what a session of the kind `exam` is, its seats with their own ends, and the record once it is over. */
export const exam = `
CREATE TABLE exam (
  id INTEGER PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
  actionId INTEGER NOT NULL,
  actionName TEXT NOT NULL,
  notBefore INTEGER NOT NULL,
  notAfter INTEGER NOT NULL,
  endedAt INTEGER,
  portal TEXT,
  allow TEXT NOT NULL,
  closedNetwork INTEGER NOT NULL,
  pin TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  record TEXT,
  CHECK (notBefore < notAfter)
) STRICT;

CREATE INDEX examOpen ON exam (id) WHERE endedAt IS NULL;

CREATE TABLE examSeat (
  id INTEGER PRIMARY KEY,
  examId INTEGER NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
  computerId INTEGER REFERENCES computer (id) ON DELETE SET NULL,
  mac TEXT NOT NULL,
  name TEXT NOT NULL,
  taskId INTEGER,
  notAfter INTEGER NOT NULL,
  joinedAt INTEGER NOT NULL,
  releasedAt INTEGER,
  leftAt INTEGER,
  variables TEXT NOT NULL,
  UNIQUE (examId, mac)
) STRICT;

CREATE INDEX examSeatByComputer ON examSeat (computerId) WHERE computerId IS NOT NULL;
`;
