import { expect } from '@playwright/test';

/** The size of a popup in CSS pixels, and its text. */
export interface Measured {
  width: number;
  height: number;
  /** By how much it scrolls sideways. */
  hidden: number;
  text: string;
}

/** Once it contains this text, it is about 380 px wide, and no higher than browsers allow. It grows some frames after its text. */
export async function expectRoom(
  measure: () => Promise<Measured>,
  { says, minHeight }: { says: string; minHeight: number },
): Promise<void> {
  await expect(async () => {
    const { width, height, hidden, text } = await measure();
    expect(text).toContain(says);
    expect(width, 'its width').toBeGreaterThanOrEqual(360);
    expect(width, 'its width').toBeLessThanOrEqual(400);
    expect(height, 'its height').toBeGreaterThanOrEqual(minHeight);
    expect(height, 'its height').toBeLessThanOrEqual(600);
    expect(hidden, 'what is hidden at its side').toBe(0);
  }).toPass({ intervals: [20, 50, 100, 250], timeout: 20_000 });
}
