/** Typed noun-verb events. The library never writes to the console; it tells an observer. No event carries memory content. */
export type MemoryEvent =
  | { readonly type: 'cube-opened'; readonly cube: string; readonly seq: number; readonly ms: number }
  | { readonly type: 'turns-observed'; readonly cube: string; readonly count: number; readonly ms: number }
  | { readonly type: 'turn-refused'; readonly cube: string; readonly id: string; readonly reason: string }
  | { readonly type: 'record-stored'; readonly cube: string; readonly id: string; readonly kind: string }
  | { readonly type: 'record-superseded'; readonly cube: string; readonly id: string; readonly reason: string }
  | { readonly type: 'recall-answered'; readonly cube: string; readonly hits: number; readonly ms: number }
  | { readonly type: 'changes-caught-up'; readonly cube: string; readonly from: number; readonly to: number }
  | { readonly type: 'snapshot-written'; readonly cube: string; readonly bytes: number }
  | { readonly type: 'snapshot-rejected'; readonly cube: string; readonly reason: string }
  | { readonly type: 'job-finished'; readonly cube: string; readonly job: string; readonly ms: number }
  | { readonly type: 'warning-raised'; readonly cube: string; readonly message: string };

/** Receives every event, synchronously; must not throw. */
export type Observer = (event: MemoryEvent) => void;
