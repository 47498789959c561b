/** The mark: a room of nine seats, of which one is not there yet. */
export function Mark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect width="20" height="20" rx="5" fill="var(--ink)" />
      {[4, 8.5, 13].map((y) =>
        [4, 8.5, 13].map((x) => (
          <rect
            key={`${x} ${y}`}
            x={x}
            y={y}
            width="3"
            height="3"
            rx="0.8"
            fill={x === 13 && y === 13 ? '#5bd0b3' : 'var(--on-ink)'}
            opacity={x === 13 && y === 4 ? 0.4 : 1}
          />
        )),
      )}
    </svg>
  );
}
