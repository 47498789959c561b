import type { FirmwareKind } from '../contract/model.ts';

/** The version that iPXE gives in option 175.235: major, minor, patch. */
export type IpxeVersion = readonly [major: number, minor: number, patch: number];

/**
 * Who is asking, computed once from a DHCP packet.
 *
 * - `firmware`: a PXE ROM or EDK2 (option 60 begins with PXEClient), or UEFI HTTP boot (HTTPClient).
 * - `ipxe`: any iPXE, from a ROM or chained; user class "iPXE" or option 175.
 * - `system`: anything else: a booted operating system, a phone, a printer.
 */
export type Client =
  | { readonly kind: 'firmware'; readonly transport: 'pxe' | 'http'; readonly firmware: FirmwareKind; readonly architecture: number | null }
  | {
      readonly kind: 'ipxe';
      readonly firmware: FirmwareKind;
      readonly architecture: number | null;
      readonly version: IpxeVersion | null;
      /** Feature marker 0x13 of option 175: it can fetch the script by HTTP. True when it names no features at all. */
      readonly http: boolean;
    }
  | { readonly kind: 'system'; readonly vendorClass: string | null; readonly hostName: string | null };

/**
 * What a network boot client is told to load next; the answer of the boot policy to the DHCP server.
 *
 * - `loader`: a file of the firmware folder, by TFTP (`file` is its bare name) or by HTTP for UEFI HTTP boot (`url`).
 * - `script`: iPXE goes straight to its script by HTTP.
 * - `nothing`: it gets an address and no boot file, and why.
 */
export type BootStep =
  | { readonly kind: 'loader'; readonly file: string; readonly url: string | null }
  | { readonly kind: 'script'; readonly url: string }
  | { readonly kind: 'nothing'; readonly why: string };
