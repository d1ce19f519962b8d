/**
 * Words that every receipt is written with. Somebody may have said one of them ("I moved" stands in "removed"): that it
 * is in a receipt does not mean that a trace of the text was left there.
 */
export const receiptWords: string =
  'format palimpsest-erasure-receipt version cube asked selector overrideHold mentions erase redact keep begunAt ' +
  'completedAt closure turns records versions reverted mentioned rederived positions removed hooks name state done owed ' +
  'keysDestroyed learned what outcome copies kind backup export kept path digest madeAt rewritten unreadable not covered ' +
  'why scan scanWhy patterns rows blobs files bytes hits text words vectors places control planted found chain hash body ' +
  'signature algorithm Ed25519 keyId publicKey value document frequencies, mean length, tables of words and names ' +
  'computed anew without it use counts and fading weights removed with what they counted contexts of extraction and of ' +
  'open sittings dropped; made again from the turns that are left calibration of confidence, weights of the ranking not ' +
  'learned from this cube not made yet';
