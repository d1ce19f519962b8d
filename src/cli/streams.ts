/** The three streams of the process, with a reader that may leave at any time. */

export type Streams = {
  readonly in: NodeJS.ReadStream;
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** True once the reader of standard output has gone away. */
  readonly gone: () => boolean;
};

/** Wraps the process's streams; `onGone` is called once when the reader of standard output leaves (EPIPE). */
export function processStreams(onGone: () => void): Streams {
  let gone = false;
  const leave = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED' && error.code !== 'ECONNRESET') throw error;
    if (gone) return;
    gone = true;
    onGone();
  };
  process.stdout.on('error', leave);
  process.stderr.on('error', () => undefined);
  return { in: process.stdin, out: process.stdout, err: process.stderr, gone: () => gone };
}

/** Writes everything; resolves when it was handed to the system or the reader is gone. */
export function writeAll(stream: NodeJS.WriteStream, part: string | Uint8Array): Promise<void> {
  if (part.length === 0) return Promise.resolve();
  return new Promise((done) => {
    stream.write(part, () => done());
  });
}
