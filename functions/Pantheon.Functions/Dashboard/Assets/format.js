// Numbers and times, in the reader's own way and zone.
const number = new Intl.NumberFormat();
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const steps = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

export const count = (value) => number.format(value);

export function bytes(value) {
  let unit = 0;
  for (; value >= 1000 && unit < 4; unit++) value /= 1000;
  return new Intl.NumberFormat(undefined, {
    style: 'unit', unit: ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'][unit], unitDisplay: unit ? 'short' : 'long', maximumFractionDigits: unit > 1 ? 1 : 0,
  }).format(value);
}

export const amount = (value, unit) => unit === 'bytes' ? bytes(value) : count(value);

export function ago(time, now = Date.now()) {
  const seconds = (new Date(time) - now) / 1000;
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? steps[3];
  return relative.format(Math.round(seconds / size), unit);
}

export function duration(seconds) {
  const [unit, size] = steps.find(([, size]) => seconds >= size) ?? steps[3];
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(Math.max(1, Math.round(seconds / size)));
}

export const exactly = (time) => exact.format(new Date(time));
