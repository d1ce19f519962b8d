export {
  type Borrowed,
  type CompiledLoss,
  compileFunction,
  compileLoss,
  type DeviceArray,
  type LossAndGradients,
  type LossFunction,
  nn,
  np,
  startTensors,
  type TensorDevice,
} from './device.ts';
export { checkGradients, type GradientCheck } from './gradient-check.ts';
export {
  cloneParameters,
  floatArray,
  type HostArray,
  intArray,
  type ParameterTree,
  requireFloats,
} from './host-array.ts';
export { adamW, type Optimizer, type Schedule, sgd, warmupDecay } from './optimizer.ts';
export {
  floatFromHalf,
  halfFromFloat,
  readSafetensors,
  type SafetensorsFile,
  writeSafetensors,
} from './safetensors.ts';
export {
  integerBelow,
  normalArray,
  type SeededRandom,
  sampleDistinct,
  seededRandom,
} from './seeded-random.ts';
