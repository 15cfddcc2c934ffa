import { act, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { Footer } from '../../src/renderer/components/Footer';
import { appError } from '../../src/shared/errors';
import { languages, render } from './render';

const refused = { kind: 'failed', error: appError('access-denied') } as const;
const copied = { kind: 'done', text: 'web-1' } as const;

describe.each(languages)('the foot of the window, in $name', ({ language }) => {
  test('shows the hint while there is nothing to tell, and the live region is there, empty', () => {
    render(<Footer status={null} hint="Enter" onDismiss={vi.fn()} />, language);
    expect(screen.getByText('Enter')).toBeTruthy();
    expect(screen.getByRole('status').textContent, 'a live region must be there before what it tells').toBe('');
  });

  test('tells in the same live region what was done', () => {
    const { rerender } = render(<Footer status={null} hint="Enter" onDismiss={vi.fn()} />, language);
    const region = screen.getByRole('status');
    rerender(<Footer status={copied} hint="Enter" onDismiss={vi.fn()} />);
    expect(screen.getByRole('status')).toBe(region);
    expect(region.textContent).toBe('web-1');
    expect(screen.queryByText('Enter')).toBeNull();
  });

  test('tells what failed and what to do, until it is dismissed', async () => {
    const onDismiss = vi.fn();
    const { t, user } = render(<Footer status={refused} hint="" onDismiss={onDismiss} />, language);
    const text = screen.getByRole('status').textContent;
    expect(text).toContain(t('error.access-denied.message'));
    expect(text).toContain(t('error.access-denied.hint'));
    await user.click(screen.getByRole('button', { name: t('action.dismiss') }));
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  test('offers to take it back where that can be, and then tells no more of it', async () => {
    const [undo, onDismiss] = [vi.fn(), vi.fn()];
    const { t, user } = render(<Footer status={{ ...copied, undo }} hint="" onDismiss={onDismiss} />, language);
    await user.click(screen.getByRole('button', { name: t('action.undo') }));
    expect(undo).toHaveBeenCalledOnce();
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  test('lets good news go after six seconds, and bad news never', () => {
    vi.useFakeTimers();
    const onDismiss = vi.fn();
    const { rerender } = render(<Footer status={refused} hint="" onDismiss={onDismiss} />, language);
    act(() => vi.advanceTimersByTime(60_000));
    expect(onDismiss).not.toHaveBeenCalled();
    rerender(<Footer status={copied} hint="" onDismiss={onDismiss} />);
    act(() => vi.advanceTimersByTime(5_999));
    expect(onDismiss).not.toHaveBeenCalled();
    act(() => vi.advanceTimersByTime(1));
    expect(onDismiss).toHaveBeenCalledOnce();
  });
});
