/*
 * The icon set: one line weight, drawn for a 16 px grid. They are decoration: what they stand on carries the name.
 */

const PATHS = {
  refresh: <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v2.9h-2.9" />,
  settings: (
    <path d="M12.1 8a4.1 4.1 0 1 1-8.2 0 4.1 4.1 0 0 1 8.2 0ZM9.5 8a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0ZM8 1.6v2.3M8 12.1v2.3M1.6 8h2.3M12.1 8h2.3M3.5 3.5l1.6 1.6M10.9 10.9l1.6 1.6M12.5 3.5l-1.6 1.6M5.1 10.9l-1.6 1.6" />
  ),
  search: <path d="M11.2 6.9a4.3 4.3 0 1 1-8.6 0 4.3 4.3 0 0 1 8.6 0ZM10.2 10.2l3.2 3.2" />,
  back: <path d="M9.8 3.2 5 8l4.8 4.8" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  copy: <path d="M6 6h7.2v7.2H6zM3.2 10V2.8h7.2" />,
  copyPair: <path d="M6 6h7.2v7.2H6zM3.2 10V2.8h7.2M8.2 8.6h2.8M8.2 10.6h2.8" strokeWidth="1.2" />,
  more: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.4" />,
  chevron: <path d="m4.2 6.2 3.8 3.8 3.8-3.8" />,
  up: <path d="M8 13V3.5M4 7.2 8 3.2l4 4" />,
  down: <path d="M8 3v9.5M4 8.8l4 4 4-4" />,
  lock: <path d="M3.5 7.2h9v6.3h-9zM5.4 7.2V5a2.6 2.6 0 0 1 5.2 0v2.2" />,
  saved: <path d="M4.2 2.6h7.6v10.8L8 10.6l-3.8 2.8z" />,
  edit: <path d="m10.4 3.3 2.3 2.3-7.1 7.1-2.9.6.6-2.9z" />,
  pin: <path d="M5.4 2.5h5.2M6.2 2.5v4L4.2 9.2h7.6L9.8 6.5v-4M8 9.2v4.5" />,
  group: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
  offline: <path d="M2 2l12 12M1.8 6.6a9 9 0 0 1 3-1.9M7.6 4a9 9 0 0 1 6.6 2.6M4 9.2a6 6 0 0 1 2.6-1.5M8 12.4h.01" />,
  options: <path d="M2.5 4h11M4.5 8h7M6.5 12h3" />,
  wide: <path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9 7M2.5 13.5 7 9" />,
  narrow: <path d="M13.2 7H9V2.8M2.8 9H7v4.2M9 7l4.5-4.5M7 9l-4.5 4.5" />,
  check: <path d="m3.2 8.4 3.1 3.1 6.5-6.9" />,
  plus: <path d="M8 3v10M3 8h10" />,
  warning: <path d="M8 2.4 14.2 13H1.8ZM8 6.4v3.1M8 11.3h.01" />,
  start: <path d="M4.6 2.9v10.2L13 8z" fill="currentColor" />,
  stop: <path d="M4 4h8v8H4z" fill="currentColor" />,
} as const;

export function Icon({ name, size = 16 }: { readonly name: keyof typeof PATHS; readonly size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden="true" focusable="false">
      {PATHS[name]}
    </svg>
  );
}
