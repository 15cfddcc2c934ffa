import { describe, expect, test } from 'vitest';
import { IconAnimation } from '../../../../src/main/tray/icon-animation';
import { ManualClock } from '../../../support/manual-clock';

function animating(given: { prefersReducedMotion: boolean } = { prefersReducedMotion: false }) {
  const clock = new ManualClock();
  const frames: number[] = [];
  const motion = { ...given };
  const animation = new IconAnimation({
    clock,
    prefersReducedMotion: () => motion.prefersReducedMotion,
    onFrame: (frame) => frames.push(frame),
  });
  return { clock, frames, motion, animation };
}

describe('the changing icon', () => {
  test('turns about three times a second', async () => {
    const { clock, frames, animation } = animating();
    animation.start();
    await clock.advance(1000);
    expect(frames).toEqual([1, 2, 3]);
  });

  test('goes on when it is started again, and is not twice as fast', async () => {
    const { clock, frames, animation } = animating();
    animation.start();
    await clock.advance(500);
    animation.start();
    await clock.advance(500);
    expect(frames).toEqual([1, 2, 3]);
  });

  test('has no timer before it starts and none after it stops', async () => {
    const { clock, frames, animation } = animating();
    expect(clock.waiting).toBe(0);
    animation.start();
    animation.stop();
    await clock.advance(1000);
    expect([clock.waiting, frames]).toEqual([0, []]);
  });

  test('stands still where the system asks for reduced motion, also when that is asked for meanwhile', async () => {
    const still = animating({ prefersReducedMotion: true });
    still.animation.start();
    expect(still.clock.waiting).toBe(0);
    const { clock, frames, motion, animation } = animating();
    animation.start();
    await clock.advance(400);
    motion.prefersReducedMotion = true;
    await clock.advance(1000);
    expect([clock.waiting, frames]).toEqual([0, [1, 2]]);
  });
});
