// Gorolens for JavaScript. The types of a report are made from its JSON schema: report.d.ts.

import type { Report } from "./report.js";

export type * from "./report.js";

/** A dump: text, bytes, a file, or a stream of any of these. */
export type Input =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>;

/** The language of the findings. */
export type Lang = "en" | "zh-Hans";

/** A document for people or for other tools. */
export type Format = "json" | "markdown" | "text" | "sarif" | "collapsed" | "speedscope";

export interface Options {
  /** What the dump is called in the report; otherwise the name of a File, or "dump". */
  name?: string;
  /** English unless you say otherwise. */
  lang?: Lang;
  /** Analyse in a worker of its own: for large dumps, or where nothing else may wait. */
  worker?: boolean;
  /** Ends the analysis before its time; the promise is rejected with the reason. */
  signal?: AbortSignal;
  /** The program, if it cannot be loaded from beside the module: its address, bytes, or the compiled module. */
  wasm?: string | URL | BufferSource | WebAssembly.Module;
}

/**
 * Says what leaks or hangs. Text that is no dump gives a report without goroutines, not an error.
 *
 * @example
 * const report = await analyze(await readFile("goroutines.txt"));
 * for (const { severity, title } of report.findings) console.log(severity, title);
 */
export function analyze(input: Input, options?: Options): Promise<Report>;

/** The same for several dumps, which become one report: before and after, or one of every pod. */
export function analyzeAll(
  inputs: Iterable<{ name?: string; data: Input }>,
  options?: Omit<Options, "name">,
): Promise<Report>;

/** The report as a document. */
export function format(input: Input, form: Format, options?: Options): Promise<string>;
