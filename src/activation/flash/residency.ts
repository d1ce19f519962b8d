/** Which neurons stay in memory between tokens: rules behind one interface. */

/** Decides for one layer. Sets are neuron numbers; `need` is what the coming token uses. */
export type Residency = {
  /** Neurons to drop now, given those needed: called once a token, before anything is read. */
  next(need: Int32Array): { readonly drop: readonly number[]; readonly load: readonly number[] };
  /** Gives up some of the oldest that the coming token does not need; `undefined` when none are left to give. */
  squeeze(): readonly number[] | undefined;
};

/** Nothing stays: every token reads all that it needs. */
export function keepNothing(): Residency {
  let held: readonly number[] = [];
  return {
    next(need) {
      const drop = held;
      held = [...need];
      return { drop, load: held };
    },
    squeeze: () => undefined,
  };
}

/** The first `count` neurons stay for good once they were needed, whatever they are; of the others none. */
export function keepFirst(count: number): Residency {
  const pinned = new Set<number>();
  let held: readonly number[] = [];
  return {
    next(need) {
      const load = [...need].filter((neuron) => !pinned.has(neuron));
      const drop = held;
      held = load.filter((neuron) => neuron >= count);
      for (const neuron of load) if (neuron < count) pinned.add(neuron);
      return { drop, load };
    },
    squeeze: () => undefined,
  };
}

/** The union of what the last `window` tokens needed, this one included (the paper's rule; 5 there). */
export function slidingWindow(window: number): Residency {
  const recent: Int32Array[] = [];
  const uses = new Map<number, number>();
  const forget = (): number[] => {
    const dropped: number[] = [];
    for (const neuron of recent.shift() ?? []) {
      const left = uses.get(neuron)! - 1;
      if (left > 0) uses.set(neuron, left);
      else {
        uses.delete(neuron);
        dropped.push(neuron);
      }
    }
    return dropped;
  };
  return {
    next(need) {
      const load = [...need].filter((neuron) => !uses.has(neuron));
      recent.push(need);
      for (const neuron of need) uses.set(neuron, (uses.get(neuron) ?? 0) + 1);
      return { load, drop: recent.length > window ? forget() : [] };
    },
    squeeze: () => (recent.length > 1 ? forget() : undefined),
  };
}

/** The `capacity` neurons used last. */
export function leastRecentlyUsed(capacity: number): Residency {
  const order = new Set<number>();
  let needed = new Set<number>();
  const oldest = (count: number): number[] => {
    const dropped: number[] = [];
    for (const neuron of order) {
      if (dropped.length >= count) break;
      if (!needed.has(neuron)) dropped.push(neuron);
    }
    for (const neuron of dropped) order.delete(neuron);
    return dropped;
  };
  return {
    next(need) {
      needed = new Set(need);
      const load = [...need].filter((neuron) => !order.has(neuron));
      for (const neuron of need) {
        order.delete(neuron);
        order.add(neuron);
      }
      return { load, drop: oldest(order.size - capacity) };
    },
    squeeze: () => {
      const given = oldest(Math.ceil(order.size / 8));
      return given.length > 0 ? given : undefined;
    },
  };
}
