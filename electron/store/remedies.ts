import type { Database } from 'better-sqlite3';
import { Remedy } from '../contract/model.ts';
import type { RemedyStore } from './port.ts';

type Row = Omit<Remedy, 'tried'> & { readonly computerId: number; readonly tried: string };

export function openRemedies(database: Database): RemedyStore {
  const all = database.prepare<[], Row>('SELECT * FROM remedy');
  const put = database.prepare<[Row]>(
    `INSERT INTO remedy (computerId, loader, loaderBy, style, styleBy, tried)
     VALUES (@computerId, @loader, @loaderBy, @style, @styleBy, @tried)
     ON CONFLICT (computerId) DO UPDATE SET loader = @loader, loaderBy = @loaderBy, style = @style,
       styleBy = @styleBy, tried = @tried`,
  );
  return {
    all: () =>
      all
        .all()
        .map(({ computerId, ...row }) => [computerId, Remedy.parse({ ...row, tried: JSON.parse(row.tried) })] as const),
    put: (computerId, remedy) => void put.run({ ...remedy, computerId, tried: JSON.stringify(remedy.tried) }),
  };
}
