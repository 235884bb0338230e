export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The box around all strokes with a margin, in CSS pixels; none when nothing was drawn. */
export function bounds(strokes: readonly { points: readonly { x: number; y: number }[] }[], margin: number): Box | undefined {
  const points = strokes.flatMap((stroke) => stroke.points);
  if (points.length === 0) return undefined;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const x = Math.max(0, Math.min(...xs) - margin);
  const y = Math.max(0, Math.min(...ys) - margin);
  return { x, y, width: Math.max(...xs) + margin - x, height: Math.max(...ys) + margin - y };
}

/** Whole pixels of the same shape, not wider than `widest`. */
export function fit(box: Box, widest: number): { width: number; height: number } {
  const scale = Math.min(1, widest / box.width);
  return { width: Math.max(1, Math.round(box.width * scale)), height: Math.max(1, Math.round(box.height * scale)) };
}
