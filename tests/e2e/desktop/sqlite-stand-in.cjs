const { writeFileSync } = require('node:fs');
const LibSql = require('libsql');

/**
 * `better-sqlite3` for an older Electron that cannot load it: libsql has its interface and runs there, but for what is
 * mended here. The test's packaging step alone puts this in the place of the product's library.
 */
class Database extends LibSql {
  #depth = 0;

  constructor(file, options) {
    super(file);
    this.pragma(`busy_timeout = ${options?.timeout ?? 5_000}`);
    this.pragma('foreign_keys = ON');
  }

  prepare(sql) {
    return new Statement(super.prepare(sql));
  }

  /** A transaction within another is a savepoint. */
  transaction(work) {
    const within =
      (mode) =>
      (...parameters) => {
        const [begin, commit, undo] = this.#marks(mode);
        this.exec(begin);
        this.#depth += 1;
        try {
          const result = work(...parameters);
          this.exec(commit);
          return result;
        } catch (fault) {
          if (this.inTransaction) for (const statement of undo) this.exec(statement);
          throw fault;
        } finally {
          this.#depth -= 1;
        }
      };
    return Object.assign(within('DEFERRED'), { immediate: within('IMMEDIATE') });
  }

  #marks(mode) {
    const name = `nested${this.#depth}`;
    return this.#depth === 0
      ? [`BEGIN ${mode}`, 'COMMIT', ['ROLLBACK']]
      : [`SAVEPOINT ${name}`, `RELEASE ${name}`, [`ROLLBACK TO ${name}`, `RELEASE ${name}`]];
  }

  pragma(source, { simple = false } = {}) {
    const rows = super.prepare(`PRAGMA ${source}`).all();
    return simple ? Object.values(rows[0] ?? {})[0] : rows;
  }

  /** The file is made anew; SQLite wants it to be empty. */
  async backup(file) {
    writeFileSync(file, '');
    this.prepare('VACUUM INTO ?').run(file);
  }
}

/** Of one row, its first column when that was asked for. */
class Statement {
  #statement;
  #pluck = false;

  constructor(statement) {
    this.#statement = statement;
  }

  pluck(on = true) {
    this.#pluck = on;
    return this;
  }

  run(...parameters) {
    return this.#statement.run(...parameters);
  }

  get(...parameters) {
    return this.#seen(this.#statement.get(...parameters));
  }

  all(...parameters) {
    return this.#statement.all(...parameters).map((row) => this.#seen(row));
  }

  /** libsql adds how long the query took. */
  #seen(row) {
    if (row === undefined) return undefined;
    if (this.#pluck) return Object.values(row)[0];
    const { _metadata, ...columns } = row;
    return columns;
  }
}

module.exports = Database;
