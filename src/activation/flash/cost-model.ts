/**
 * What a token costs when weights come from flash (arXiv 2312.11514): reading, keeping house in memory, computing.
 * A small read pays mostly for its first byte, so reads that lie close are cheaper done as one, gap included.
 */

/** A storage device and a processor. */
export type DeviceProfile = {
  readonly name: string;
  readonly bytesPerSecond: number;
  /** Wait for the first byte of a read, microseconds. */
  readonly firstByteMicroseconds: number;
  /** Reads in flight at once. */
  readonly parallelReads: number;
  readonly memoryBytesPerSecond: number;
  readonly flops: number;
};

/** An M1 Max class laptop as in the paper: 6 GB/s in large reads, 32 reads at once; the first-byte wait is ours. */
export const laptopFlash: DeviceProfile = {
  name: 'laptop flash',
  bytesPerSecond: 6e9,
  firstByteMicroseconds: 80,
  parallelReads: 32,
  memoryBytesPerSecond: 60e9,
  flops: 2e12,
};

/** Counted work of some tokens. */
export type FlashWork = {
  readonly reads: number;
  readonly bytes: number;
  /** Bytes copied within memory to keep the resident matrices dense. */
  readonly movedBytes: number;
  readonly flops: number;
};

/** Milliseconds of the work, by part. */
export function flashCost(
  work: FlashWork,
  device: DeviceProfile,
): { readonly read: number; readonly manage: number; readonly compute: number; readonly total: number } {
  const waits = Math.ceil(work.reads / device.parallelReads) * device.firstByteMicroseconds;
  const read = waits / 1e3 + (1e3 * work.bytes) / device.bytesPerSecond;
  const manage = (1e3 * work.movedBytes) / device.memoryBytesPerSecond;
  const compute = (1e3 * work.flops) / device.flops;
  return { read, manage, compute, total: read + manage + compute };
}

/** The largest gap between two reads, bytes, that costs less to read over than to start anew behind. */
export function worthReadingOver(device: DeviceProfile): number {
  return Math.floor((device.firstByteMicroseconds * device.bytesPerSecond) / 1e6 / device.parallelReads);
}
