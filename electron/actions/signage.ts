import { z } from 'zod';
import { textFile } from './files.ts';
import { treeAddress } from './image-paths.ts';
import { type ActionFile, defineKind, type ScriptContext } from './kind.ts';
import { type KioskSettings, kioskForm, PageAddress, pageFor } from './kiosk-config.ts';
import { kioskFiles, kioskImage, kioskScript } from './kiosk-image.ts';

/** A page of the playlist: its seconds and its address, `20 https://school.example/today`. */
const PlaylistLine = z.string().superRefine((line, context) => {
  const page = readPage(line);
  if (!PageAddress.safeParse(page.address).success || page.seconds < 1 || page.seconds > 86_400)
    context.addIssue({ code: 'custom', message: 'a line is seconds and an address, like 20 https://school.example' });
});

const Signage = z.strictObject({ ...kioskImage, pages: z.array(PlaylistLine).min(1).max(50), ...kioskForm });
type Signage = z.output<typeof Signage>;

/** A screen on a wall that shows pages in turn. */
export const signage = defineKind<Signage>({
  kind: 'signage',
  title: 'Digital signage',
  description: 'A Porteus Kiosk that shows pages in turn, each for its own time.',
  secureBoot: 'no',
  parameters: Signage,
  fileParameters: ['image'],
  files,
  tree: ({ image }) => image,
  script: kioskScript,
});

interface Page {
  readonly seconds: number;
  readonly address: string;
}

/** A line without seconds stands for 30. */
function readPage(line: string): Page {
  const match = /^\s*(?:(\d{1,6})\s+)?(\S+)\s*$/.exec(line);
  return { seconds: Number(match?.[1] ?? 30), address: match?.[2] ?? '' };
}

const playlistName = 'playlist.html';

function files(parameters: Signage): readonly ActionFile[] {
  const pages = parameters.pages.map(readPage);
  const own = !areAlike(pages);
  const kioskPages = (context: ScriptContext): readonly string[] =>
    own ? [treeAddress(context, playlistName)] : pages.map(({ address }) => address);
  const settings = (context: ScriptContext): KioskSettings => ({
    ...parameters,
    pages: kioskPages(context),
    allowList: [],
    navigation: false,
    idleMinutes: 0,
    pageSeconds: own || pages.length === 1 ? 0 : pages[0]!.seconds,
    onScreenKeyboard: false,
    rightClick: false,
  });
  const kioskOwn = kioskFiles(parameters, settings);
  return own ? [...kioskOwn, textFile(playlistName, playlistName, (context) => playlist(pages, context))] : kioskOwn;
}

/** The kiosk itself turns pages that are all shown for one time. */
function areAlike(pages: readonly Page[]): boolean {
  return pages.every(({ seconds }) => seconds === pages[0]?.seconds);
}

/** A page that shows the others in a frame, each for its time; one that forbids frames stays blank for its turn. */
function playlist(pages: readonly Page[], context: ScriptContext): string {
  const shown = pages.map(({ seconds, address }) => [pageFor(address, context), seconds * 1_000]);
  const list = JSON.stringify(shown).replaceAll('<', '\\u003c');
  return `<!doctype html>
<meta charset="utf-8">
<title>Playlist</title>
<style>html, body, iframe { margin: 0; border: 0; width: 100%; height: 100%; overflow: hidden; display: block }</style>
<iframe></iframe>
<script>
const pages = ${list};
const frame = document.querySelector('iframe');
let turn = 0;
function show() {
  const [address, milliseconds] = pages[turn];
  turn = (turn + 1) % pages.length;
  frame.src = address;
  setTimeout(show, milliseconds);
}
show();
</script>
`;
}
