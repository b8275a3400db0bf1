import type { ForkMessage, ForkPhase } from './job.ts';
import type { Subject } from './subject.ts';

/** Where a fork is and who is at work, for the parent and for errors. */
export interface Stage {
  /** The subject at work. Set directly in the rounds, where nothing may be sent. */
  current: Subject | undefined;
  /** Tells the parent. */
  enter(phase: ForkPhase, subject?: Subject): void;
}

export function createStage(send: (message: ForkMessage) => void): Stage {
  const stage: Stage = {
    current: undefined,
    enter(phase, subject) {
      stage.current = subject;
      send({ type: 'phase', phase, ...(subject ? { subject: subject.name } : {}) });
    },
  };
  return stage;
}
