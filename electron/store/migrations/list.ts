import { first } from './0001-first.ts';
import { secrets } from './0002-secrets.ts';
import { media } from './0003-media.ts';
import { exam } from './0004-exam.ts';
import { remedy } from './0005-remedy.ts';
import { bootFile } from './0006-boot-file.ts';
import { unknown } from './0007-unknown.ts';
import { modelRemedy } from './0008-model-remedy.ts';

/** Every change of the data file's shape, oldest first. Version N of a file has had the first N of them. */
export const migrations: readonly string[] = [first, secrets, media, exam, remedy, bootFile, unknown, modelRemedy];
