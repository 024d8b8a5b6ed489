import { type FileOrigin, type GroupRange, openParquetFile, type ParquetFile } from "../io/index.js";
import { type BlockMapper, type MappedBlock, type MapperSetup, mapNothing } from "./block-mapper.js";
import { openFile } from "./files.js";

/** Row groups of a Parquet file to map: the worker opens the file itself. */
export interface GroupsJob {
  readonly kind: "groups";
  readonly source: number;
  /** How messages name the file. */
  readonly name: string;
  readonly origin: FileOrigin;
  readonly groups: GroupRange;
}

/**
 * So much memory may hold records that are not written yet (in bytes): then a worker waits, so that a slow reader of the
 * output, or a row group before that takes longer, does not make the memory of a large row group's records grow.
 */
const AHEAD = 64 * 1024 * 1024;
/** The memory of the first records; more is made where it does not do. */
const FIRST_MEMORY = 1024 * 1024;

/** What a worker does with row groups, a job after the other. */
export class GroupWorker {
  readonly #setup: MapperSetup;
  readonly #mapper: BlockMapper;
  #open: { readonly source: number; readonly file: ParquetFile } | null = null;
  readonly #free: ArrayBuffer[] = [];
  #size = FIRST_MEMORY;
  /** Memory that was sent and did not come back, in bytes. */
  #sent = 0;
  #wake: () => void = () => undefined;

  constructor(setup: MapperSetup, mapper: BlockMapper) {
    this.#setup = setup;
    this.#mapper = mapper;
  }

  /** Memory of records that were written. */
  takeBack(memory: ArrayBuffer): void {
    this.#sent -= memory.byteLength;
    if (memory.byteLength > 0) this.#free.push(memory);
    this.#wake();
  }

  /** `send` is given batch by batch what becomes of them; the memory of the records goes with it. */
  async run(
    { source, name, origin, groups }: GroupsJob,
    send: (mapped: MappedBlock, memory: ArrayBuffer) => void,
  ): Promise<void> {
    if (this.#open?.source !== source) {
      await this.#open?.file.bytes.close();
      this.#open = null;
      const file = await openParquetFile(name, () => openFile(origin.path, origin));
      if (file.kind === "problem") {
        return send({ ...mapNothing(this.#setup), problem: file.diagnostic }, new ArrayBuffer(0));
      }
      this.#open = { source, file };
    }
    for await (const mapped of this.#mapper.mapGroups(this.#open.file, groups, source, () => this.#memory())) {
      const memory = ownBuffer(mapped.bytes);
      this.#size = Math.max(this.#size, memory.byteLength);
      this.#sent += memory.byteLength;
      send(mapped, memory);
      while (this.#sent > AHEAD) {
        await new Promise<void>((wake) => {
          this.#wake = wake;
        });
      }
    }
  }

  #memory(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(this.#size);
  }
}

/** The memory that the bytes begin with; a copy of them where they do not begin it. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && bytes.byteOffset === 0 ? buffer : new Uint8Array(bytes).buffer;
}
