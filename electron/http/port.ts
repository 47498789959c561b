import type { Hardware, Ipv4, Mac, PlainPhrase } from '../contract/model.ts';
import type { Extent } from './extents.ts';

/** Who asks and how; `userAgent` is cut to 128 printable characters. */
export interface HttpRequestFacts {
  readonly client: Ipv4;
  readonly method: 'GET' | 'HEAD';
  readonly userAgent: string;
}

/**
 * A boot script for one machine. `served` is called when the last byte was handed to the system for a GET;
 * `aborted` when the connection closed before. Neither is called for HEAD.
 */
export interface ScriptAnswer {
  readonly text: string;
  /** What the script depends on is on disk; not a byte leaves before. When it fails, the script is not sent. */
  readonly ready?: Promise<void>;
  served(): void | Promise<void>;
  aborted(): void;
}

/** What a script that is running asks for, by the boot that it was made for. */
export type ScriptQuestion = { readonly token: string } & (
  | { readonly kind: 'news' | 'onward' }
  | { readonly kind: 'choose'; readonly actionId: number }
);

export type SentFile =
  /** A file on disk, from the list of files that actions need. */
  | { readonly kind: 'path'; readonly path: string; readonly name: string }
  /** A file inside an image: the stretches of the image that are its content, in order. */
  | { readonly kind: 'extents'; readonly path: string; readonly extents: readonly Extent[]; readonly name: string }
  /** A generated or small file held in memory. `etag` without quotes. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly name: string; readonly etag: string };

export type FileAnswer =
  | SentFile
  /** `why` when it is not that nothing has this name. */
  | { readonly kind: 'missing'; readonly why?: PlainPhrase }
  /** It was there, and its window has passed. */
  | { readonly kind: 'gone' };

export type Beacon =
  | { readonly kind: 'started' }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'inventory'; readonly hardware: Hardware }
  | { readonly kind: 'progress'; readonly percent: number; readonly text: string | null };

/** What a file transfer did; `sent` counts body bytes handed to the system. */
export interface HttpTransferReport {
  readonly id: number;
  readonly client: Ipv4;
  /** The path as asked, without its query. */
  readonly path: string;
  /** The query's `boot` value: the token of the boot that the script was made for. */
  readonly boot: string | null;
  readonly name: string;
  /** Bytes that this response is to carry (of a range: the range). */
  readonly size: number;
  /** Size of the whole file. */
  readonly total: number;
  readonly sent: number;
  readonly milliseconds: number;
}

export type HttpReport =
  | { readonly kind: 'started' | 'progress' | 'sent'; readonly transfer: HttpTransferReport }
  | { readonly kind: 'failed'; readonly transfer: HttpTransferReport; readonly why: PlainPhrase }
  | {
      readonly kind: 'missing' | 'gone' | 'refused';
      readonly client: Ipv4;
      readonly path: string;
      readonly boot: string | null;
      readonly why: PlainPhrase;
    };

/** What the HTTP boot server is given by the engine. */
export interface HttpPort {
  /** `GET /boot/<mac>.ipxe`. Always a valid script. `hardware` is what its query says of the machine, `question` what a running script asks. */
  script(
    mac: Mac,
    request: HttpRequestFacts,
    hardware?: Hardware | null,
    question?: ScriptQuestion | null,
  ): ScriptAnswer;
  /**
   * `GET /autoexec.ipxe`, files of the firmware folder at the root: `GET /snponly.efi` (UEFI HTTP boot), and
   * `GET /portal.html`, the first page of the client's kiosk.
   */
  root(name: string, request: HttpRequestFacts): FileAnswer | Promise<FileAnswer>;
  /** `GET /files/<actionId>/<slot>/<name>?boot=<token>`: a file that an action needs. */
  file(
    actionId: number,
    slot: string,
    name: string,
    boot: string | null,
    request: HttpRequestFacts,
  ): FileAnswer | Promise<FileAnswer>;
  /** `GET /tree/<actionId>/<token>/<inner>`: any file of the image that the action opens to the system it booted. */
  tree(actionId: number, boot: string, inner: string, request: HttpRequestFacts): FileAnswer | Promise<FileAnswer>;
  /** `GET /docs/…` and `GET /xzm/…`: the same for a system that knows the server alone (Porteus Kiosk's `http_server=`). */
  rootTree(inner: string, request: HttpRequestFacts): FileAnswer | Promise<FileAnswer>;
  /** `GET /beacon/<token>/<kind>?…`; false: no boot has that token (answered 404). */
  beacon(token: string, beacon: Beacon, request: HttpRequestFacts): boolean;
  /** Bytes a second that a client is sent at most; null, or left out: as fast as they go. */
  paceOf?(client: Ipv4): number | null;
  report(report: HttpReport): void;
}
