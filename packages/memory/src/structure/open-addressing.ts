import { describe } from '@nsi/core';
import { memoryError } from '../errors.ts';

const minSlots = 16;
const maxSlots = 2 ** 30;

/** Slots of an open-addressed table that `capacity` entries fill to at most three quarters: a power of two. */
export function slotCount(capacity: number): number {
  if (!Number.isInteger(capacity) || capacity < 0 || capacity > maxSlots * 0.75) {
    throw memoryError(
      'NSI_MEMORY_STRUCTURE_SIZE',
      `expected \`capacity\` to be a whole number from 0 to ${maxSlots * 0.75}, got ${describe(capacity)}`,
    );
  }
  let slots = minSlots;
  while (slots * 0.75 < capacity) slots *= 2;
  return slots;
}
