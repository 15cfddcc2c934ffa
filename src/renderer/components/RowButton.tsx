import { type KeyboardEvent, type MouseEvent, type ReactNode, type Ref, useId } from 'react';

interface RowButtonProps {
  readonly className: string;
  /** What a screen reader says; by default its text. */
  readonly label?: string;
  /** Says it to the eye too: for icons of which one tells little. */
  readonly hasTooltip?: boolean;
  /** Only the buttons of the current row can be reached with Tab. */
  readonly isTabStop: boolean;
  /** Pressing it does nothing now. The focus stays on it: the keyboard would fall out of the page with it. */
  readonly isDisabled?: boolean;
  /** Why pressing it leads to nothing: it can still be reached, so that everybody can read why. */
  readonly whyNot?: string | undefined;
  /** Set on a button that opens a menu. */
  readonly isExpanded?: boolean;
  readonly onPress?: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children: ReactNode;
}

/** The second half of a double click on Stop would be the first click on Undo: nobody means that. */
const isSecondOfDouble = (event: MouseEvent): boolean => event.detail > 1;

/** A held Enter would press the button again and again: start, stop, undo, stop. */
function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}

/** A button in a row. The browser's own: thousands of rows have several each, and must stay cheap. */
export function RowButton({
  className,
  label,
  hasTooltip = false,
  isTabStop,
  isDisabled = false,
  whyNot,
  isExpanded,
  onPress,
  ref,
  children,
}: RowButtonProps) {
  const reasonId = useId();
  const button = (
    <button
      ref={ref}
      type="button"
      className={className}
      aria-label={label}
      aria-haspopup={isExpanded === undefined ? undefined : 'menu'}
      aria-expanded={isExpanded}
      tabIndex={isTabStop ? 0 : -1}
      aria-disabled={isDisabled || whyNot !== undefined ? true : undefined}
      aria-describedby={whyNot === undefined ? undefined : reasonId}
      title={whyNot ?? (hasTooltip ? label : undefined)}
      onKeyDown={ignoreRepeats}
      onClick={(event) => {
        if (!isDisabled && !isSecondOfDouble(event)) onPress?.();
      }}
    >
      {children}
    </button>
  );
  if (whyNot === undefined) return button;
  return (
    <>
      {button}
      <span id={reasonId} className="visually-hidden">
        {whyNot}
      </span>
    </>
  );
}
