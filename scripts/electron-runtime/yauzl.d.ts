/** The part of yauzl 3 that the scripts use; the package brings no types of its own. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream';

  export interface Entry {
    readonly fileName: string;
    /** Bytes when unpacked. */
    readonly uncompressedSize: number;
    /** The upper 16 bits are the Unix mode. */
    readonly externalFileAttributes: number;
  }

  export interface ZipFile {
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<Readable>;
    close(): void;
  }

  export function openPromise(file: string, options: { lazyEntries: true; autoClose: boolean }): Promise<ZipFile>;
}
