// The mark is the three strokes of an E and its accent, which takes off.
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#3a3fc4" />
      <path d="M9 14.5h9.5M9 20h7M9 25.5h11" stroke="#fff" strokeWidth="3.2" strokeLinecap="round" />
      <path d="M15 9.5 23 5.6" stroke="#ffb26b" strokeWidth="3.2" strokeLinecap="round" />
    </svg>
  )
}
