/** What this folder uses of picomatch, which comes without types. */
declare module "picomatch" {
  interface Options {
    /** A `!` at the beginning is a letter as any other. */
    readonly nonegate?: boolean;
  }
  interface Scanned {
    /** The folder before the first part that is a pattern. */
    readonly base: string;
    readonly glob: string;
  }
  interface Picomatch {
    (glob: string, options?: Options): (path: string) => boolean;
    scan(pattern: string, options?: Options): Scanned;
  }
  const picomatch: Picomatch;
  export default picomatch;
}
