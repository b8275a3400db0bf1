import { defineSuite, type Suite } from '@nsi/core/report';
import { baseUnits, compileKernel, kernelNames } from './kernels.ts';

/** The same kernel twice, the second with so many per cent more work. Outputs differ where the work does. */
const trialSuite: Suite = defineSuite({
  name: 'trial',
  category: 'experiment',
  params: { kernel: kernelNames, slowdown: [0, 3, 5] },
  variants: [
    { name: 'A', isBaseline: true, create: ({ params }) => compileKernel(params.kernel, baseUnits) },
    { name: 'B', create: ({ params }) => compileKernel(params.kernel, baseUnits + params.slowdown) },
  ],
  validate: { mode: 'custom', check: () => true },
});

export default trialSuite;
