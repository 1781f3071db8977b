/**
 * Values of a power series at N points of a circle around 0, and its coefficients from them: the discrete Fourier transform
 * with a radius below 1.
 *
 *     A(z_m) = Σ a_i z_mⁱ,  z_m = r e^{2πim/N},  a_i = r⁻ⁱ/N Σ_m A(z_m) e^{−2πimi/N}
 *
 * Products and quotients of series become products and quotients at each point. Coefficients from N on fold back onto the
 * first ones, a_i + r^N a_{i+N} + …; r^N is 10⁻⁹, so of bounded coefficients nothing is seen of it, and rounding, which
 * r⁻ⁱ enlarges, stays below 10⁻⁶.
 */
export interface Circle {
  /** N, a power of 2. */
  readonly points: number;
  readonly radius: number;
}

/** Real and imaginary parts, point by point. */
export interface ComplexValues {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const FOLDED = 1e-9;

export function circleOf(points: number): Circle {
  return { points, radius: FOLDED ** (1 / points) };
}

export function valuesOnCircle({
  circle: { points, radius },
  coefficients,
}: {
  circle: Circle;
  coefficients: Float64Array;
}): ComplexValues {
  const values = { re: new Float64Array(points), im: new Float64Array(points) };
  let scale = 1;
  coefficients.forEach((coefficient, i) => {
    values.re[i] = coefficient * scale;
    scale *= radius;
  });
  transform(values);
  return values;
}

/** The first `count` coefficients of a series with real ones. Uses up `values`. */
export function coefficientsOf({
  circle: { points, radius },
  values,
  count,
}: {
  circle: Circle;
  values: ComplexValues;
  count: number;
}): Float64Array {
  // The inverse transform of a real series is the transform of the conjugates.
  for (let m = 0; m < points; m++) values.im[m] = -(values.im[m] ?? 0);
  transform(values);
  const coefficients = values.re.subarray(0, count);
  let scale = 1 / points;
  for (let i = 0; i < count; i++) {
    coefficients[i] = (coefficients[i] ?? 0) * scale;
    scale /= radius;
  }
  return coefficients;
}

/** Σ_i a_i e^{2πimi/N} for all m, in place: Cooley and Tukey's algorithm for powers of 2. */
function transform({ re, im }: ComplexValues): void {
  const points = re.length;
  for (let i = 1, j = 0; i < points; i++) {
    let bit = points >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
      [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
    }
  }
  for (let half = 1; half < points; half *= 2) {
    for (let k = 0; k < half; k++) {
      const angle = (Math.PI * k) / half;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      for (let i = k; i < points; i += 2 * half) {
        const j = i + half;
        const x = re[j] ?? 0;
        const y = im[j] ?? 0;
        const turnedRe = x * cos - y * sin;
        const turnedIm = x * sin + y * cos;
        re[j] = (re[i] ?? 0) - turnedRe;
        im[j] = (im[i] ?? 0) - turnedIm;
        re[i] = (re[i] ?? 0) + turnedRe;
        im[i] = (im[i] ?? 0) + turnedIm;
      }
    }
  }
}

/** The first half of the points and the one opposite the first: the rest are the conjugates, where coefficients are real. */
export function upperHalf({ re, im }: ComplexValues): ComplexValues {
  return { re: re.subarray(0, re.length / 2 + 1), im: im.subarray(0, im.length / 2 + 1) };
}

/** A whole power of every value, by squaring. */
export function powerOf({ values, exponent }: { values: ComplexValues; exponent: number }): ComplexValues {
  const power = { re: new Float64Array(values.re.length).fill(1), im: new Float64Array(values.im.length) };
  const square = { re: values.re.slice(), im: values.im.slice() };
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) multiply({ values: power, by: square });
    if (left > 1) multiply({ values: square, by: square });
  }
  return power;
}

/** Value by value, in place. */
export function multiply({ values, by }: { values: ComplexValues; by: ComplexValues }): void {
  for (let m = 0; m < values.re.length; m++) {
    const x = values.re[m] ?? 0;
    const y = values.im[m] ?? 0;
    const u = by.re[m] ?? 0;
    const v = by.im[m] ?? 0;
    values.re[m] = x * u - y * v;
    values.im[m] = x * v + y * u;
  }
}
