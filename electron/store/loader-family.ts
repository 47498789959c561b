import type { Database } from 'better-sqlite3';
import type { LoaderFamily } from '../contract/model.ts';
import type { LoaderFamilyStore } from './port.ts';

interface Row {
  readonly computerId: number;
  readonly family: LoaderFamily;
  readonly learntBy: 'learnt' | 'hand' | 'given up';
}

export function openLoaderFamilies(database: Database): LoaderFamilyStore {
  const all = database.prepare<[], Row>('SELECT * FROM loaderFamily');
  const put = database.prepare<[Row]>(
    `INSERT INTO loaderFamily (computerId, family, learntBy) VALUES (@computerId, @family, @learntBy)
     ON CONFLICT (computerId) DO UPDATE SET family = @family, learntBy = @learntBy`,
  );
  const remove = database.prepare<[number]>('DELETE FROM loaderFamily WHERE computerId = ?');
  return {
    all: () => all.all().map(({ computerId, family, learntBy }) => [computerId, { family, by: learntBy }] as const),
    put: (computerId, { family, by }) => void put.run({ computerId, family, learntBy: by }),
    remove: (computerId) => void remove.run(computerId),
  };
}
