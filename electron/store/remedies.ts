import type { Database } from 'better-sqlite3';
import { type ModelRemedy, Remedy } from '../contract/model.ts';
import type { RemedyStore } from './port.ts';

type Row = Omit<Remedy, 'tried'> & { readonly computerId: number; readonly tried: string };
type ModelRow = ModelRemedy & { readonly model: string };

export function openRemedies(database: Database): RemedyStore {
  const all = database.prepare<[], Row>('SELECT * FROM remedy');
  const put = database.prepare<[Row]>(
    `INSERT INTO remedy (computerId, loader, loaderBy, style, styleBy, pace, paceBy, tried)
     VALUES (@computerId, @loader, @loaderBy, @style, @styleBy, @pace, @paceBy, @tried)
     ON CONFLICT (computerId) DO UPDATE SET loader = @loader, loaderBy = @loaderBy, style = @style,
       styleBy = @styleBy, pace = @pace, paceBy = @paceBy, tried = @tried`,
  );
  const models = database.prepare<[], ModelRow>('SELECT * FROM modelRemedy');
  const putModel = database.prepare<[ModelRow]>(
    `INSERT INTO modelRemedy (model, loader, style, pace) VALUES (@model, @loader, @style, @pace)
     ON CONFLICT (model) DO UPDATE SET loader = @loader, style = @style, pace = @pace`,
  );
  const removeModel = database.prepare<[string]>('DELETE FROM modelRemedy WHERE model = ?');
  return {
    all: () =>
      all
        .all()
        .map(({ computerId, ...row }) => [computerId, Remedy.parse({ ...row, tried: JSON.parse(row.tried) })] as const),
    put: (computerId, remedy) => void put.run({ ...remedy, computerId, tried: JSON.stringify(remedy.tried) }),
    models: () => models.all().map(({ model, ...remedy }) => [model, remedy] as const),
    putModel: (model, remedy) => void putModel.run({ ...remedy, model }),
    removeModel: (model) => void removeModel.run(model),
  };
}
