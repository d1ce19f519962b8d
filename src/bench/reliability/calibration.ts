/** How far stated confidence is from what came true: bins of a reliability diagram, expected calibration error, Brier. */
import { auc, mean } from '../metrics/statistics.ts';

/** One forecast and what came of it. */
export type Forecast = { readonly confidence: number; readonly happened: boolean };

export type CalibrationBin = {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence in the bin. */
  readonly confidence: number;
  /** Share that came true. */
  readonly observed: number;
  /** Wilson's 95% interval of `observed`. */
  readonly low: number;
  readonly high: number;
};

export type Calibration = {
  readonly count: number;
  readonly happened: number;
  /** Mean absolute distance of confidence and observed share, weighted by bin. */
  readonly expectedError: number;
  readonly brier: number;
  /** Brier score of always saying the share that came true: what the forecasts must beat. */
  readonly brierOfShare: number;
  /** Null where one side is missing. */
  readonly auc: number | null;
  /** Bins that hold anything. */
  readonly bins: readonly CalibrationBin[];
};

/** Bins of equal width over 0 to 1; 1 falls into the last. */
export function calibration(forecasts: readonly Forecast[], binCount = 10): Calibration {
  const bins: CalibrationBin[] = [];
  let error = 0;
  for (let bin = 0; bin < binCount; bin += 1) {
    const inside = forecasts.filter(
      ({ confidence }) => Math.min(binCount - 1, Math.floor(confidence * binCount)) === bin,
    );
    if (inside.length === 0) continue;
    const confidence = mean(inside.map((one) => one.confidence));
    const observed = mean(inside.map(({ happened }) => (happened ? 1 : 0)));
    error += (inside.length / forecasts.length) * Math.abs(confidence - observed);
    bins.push({
      from: bin / binCount,
      to: (bin + 1) / binCount,
      count: inside.length,
      confidence: rounded(confidence),
      observed: rounded(observed),
      ...wilson(observed, inside.length),
    });
  }
  const share = mean(forecasts.map(({ happened }) => (happened ? 1 : 0)));
  const confidences = (wanted: boolean): number[] =>
    forecasts.filter(({ happened }) => happened === wanted).map(({ confidence }) => confidence);
  const separation = auc(confidences(true), confidences(false));
  return {
    count: forecasts.length,
    happened: confidences(true).length,
    expectedError: rounded(error),
    brier: rounded(mean(forecasts.map(({ confidence, happened }) => (confidence - (happened ? 1 : 0)) ** 2))),
    brierOfShare: rounded(share * (1 - share)),
    auc: separation === undefined ? null : rounded(separation),
    bins,
  };
}

/** Wilson's 95% interval of a share. */
function wilson(share: number, count: number): { readonly low: number; readonly high: number } {
  const z = 1.96;
  const center = (share + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const half = (z / (1 + (z * z) / count)) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return { low: rounded(Math.max(0, center - half)), high: rounded(Math.min(1, center + half)) };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
