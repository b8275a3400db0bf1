/** Entry of a measuring process: takes one job from its parent, answers once and ends. */
import type { ForkJob, ForkMessage } from './job.ts';
import { runJob } from './run-job.ts';

const send = (message: ForkMessage): void => {
  process.send?.(message);
};

process.once('message', (job: ForkJob) => {
  void runJob(job, send).then((answer) => {
    // A variant may leave timers and sockets behind: the process ends as soon as the answer is out.
    process.send?.(answer, () => process.exit(0));
    return undefined;
  });
});

// A parent that is gone wants no answer.
process.once('disconnect', () => process.exit(0));
