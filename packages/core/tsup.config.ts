import { packageBuild } from '../../tools/build/tsup.config.ts';

/** valibot is bundled: what core uses of it is a fiftieth, and parsing all of it would be most of core's start-up. */
const build: ReturnType<typeof packageBuild> = packageBuild({ noExternal: ['valibot'], treeshake: true });
export default build;
