/**
 * The first shape of the data file. Columns carry the words of `contract/model.ts`, so that a row is the value that it
 * stands for. Numbers of computers, tasks and history rows are never used again (AUTOINCREMENT): the history goes on
 * naming them when they are gone.
 */
export const first = `
CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  kind TEXT NOT NULL,
  parameters TEXT NOT NULL,
  icon TEXT NOT NULL,
  colour TEXT NOT NULL,
  builtIn INTEGER NOT NULL
) STRICT;

INSERT INTO action (id, name, kind, parameters, icon, colour, builtIn) VALUES
  (1, 'Local disk', 'local-disk', '{}', 'disk', 'grey', 1),
  (2, 'iPXE shell', 'ipxe-shell', '{}', 'terminal', 'rust', 1);

CREATE TABLE room (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  rows INTEGER NOT NULL,
  columns INTEGER NOT NULL,
  aisles TEXT NOT NULL,
  desk TEXT NOT NULL,
  defaultActionId INTEGER REFERENCES action (id)
) STRICT;

CREATE TABLE computer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mac TEXT NOT NULL UNIQUE,
  name TEXT COLLATE NOCASE,
  roomId INTEGER REFERENCES room (id),
  seatRow INTEGER,
  seatColumn INTEGER,
  defaultActionId INTEGER REFERENCES action (id),
  reservedAddress TEXT,
  firmware TEXT NOT NULL,
  status TEXT NOT NULL,
  variables TEXT NOT NULL,
  maker TEXT,
  hardware TEXT,
  firstSeenAt INTEGER,
  lastSeenAt INTEGER,
  CHECK ((seatRow IS NULL) = (seatColumn IS NULL)),
  CHECK (seatRow IS NULL OR roomId IS NOT NULL)
) STRICT;

CREATE INDEX computerByName ON computer (name) WHERE name IS NOT NULL;
CREATE UNIQUE INDEX computerBySeat ON computer (roomId, seatRow, seatColumn) WHERE seatRow IS NOT NULL;
CREATE INDEX computerByRoom ON computer (roomId) WHERE roomId IS NOT NULL;
CREATE UNIQUE INDEX computerByReservation ON computer (reservedAddress) WHERE reservedAddress IS NOT NULL;
CREATE INDEX computerByDefault ON computer (defaultActionId) WHERE defaultActionId IS NOT NULL;

CREATE TABLE session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT;

CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  computerId INTEGER NOT NULL REFERENCES computer (id) ON DELETE CASCADE,
  actionId INTEGER NOT NULL REFERENCES action (id),
  sessionId INTEGER REFERENCES session (id) ON DELETE CASCADE,
  repeat TEXT NOT NULL,
  notBefore INTEGER NOT NULL,
  notAfter INTEGER NOT NULL,
  executions INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  CHECK (notBefore < notAfter)
) STRICT;

CREATE INDEX taskByComputer ON task (computerId, notBefore);
CREATE INDEX taskByAction ON task (actionId);
CREATE INDEX taskBySession ON task (sessionId) WHERE sessionId IS NOT NULL;
CREATE INDEX taskByStart ON task (notBefore);
CREATE INDEX taskByEnd ON task (notAfter);

-- No reference to the task or the boot: both are forgotten before the history is.
CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  bootId INTEGER NOT NULL UNIQUE,
  taskId INTEGER NOT NULL,
  computerId INTEGER REFERENCES computer (id) ON DELETE SET NULL,
  mac TEXT NOT NULL,
  computerName TEXT,
  actionName TEXT NOT NULL,
  actionKind TEXT NOT NULL,
  repeat TEXT NOT NULL,
  notBefore INTEGER NOT NULL,
  notAfter INTEGER NOT NULL,
  reason TEXT NOT NULL,
  script TEXT NOT NULL,
  servedAt INTEGER NOT NULL,
  startedAt INTEGER,
  runningAt INTEGER,
  outcome TEXT NOT NULL
) STRICT;

CREATE INDEX historyByComputer ON history (computerId);
CREATE INDEX historyByTime ON history (servedAt);

CREATE TABLE boot (
  id INTEGER PRIMARY KEY,
  computerId INTEGER NOT NULL REFERENCES computer (id) ON DELETE CASCADE,
  startedAt INTEGER NOT NULL,
  lastEventAt INTEGER NOT NULL,
  stage TEXT NOT NULL,
  address TEXT,
  firmware TEXT NOT NULL,
  actionId INTEGER,
  actionName TEXT,
  taskId INTEGER,
  reason TEXT,
  script TEXT,
  failure TEXT,
  token TEXT NOT NULL UNIQUE,
  historyId INTEGER,
  began TEXT NOT NULL
) STRICT;

CREATE INDEX bootByComputer ON boot (computerId);
CREATE INDEX bootByStart ON boot (startedAt);

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  bootId INTEGER NOT NULL REFERENCES boot (id) ON DELETE CASCADE,
  computerId INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  fact TEXT NOT NULL
) STRICT;

CREATE INDEX eventByBoot ON event (bootId);
CREATE INDEX eventByComputer ON event (computerId);

CREATE TABLE lease (
  address TEXT PRIMARY KEY,
  mac TEXT NOT NULL,
  state TEXT NOT NULL,
  expiresAt INTEGER NOT NULL,
  hostName TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO setting (key, value) VALUES ('globalDefaultActionId', '1');
`;
