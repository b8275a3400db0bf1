// Runs a program under Clinic Doctor and prints the category it gives. Arguments: folder of @clinic/doctor, script.
const { createReadStream } = require('node:fs');
const { join } = require('node:path');

const [doctorFolder, script] = process.argv.slice(2);
const load = (path) => require(join(doctorFolder, path));
const Doctor = load('index.js');
const Analysis = load('analysis/index.js');
const SystemInfoDecoder = load('format/system-info-decoder.js');
const TraceEventDecoder = load('format/trace-event-decoder.js');
const ProcessStatDecoder = load('format/process-stat-decoder.js');
const { getLoggingPaths } = require(require.resolve('@clinic/clinic-common', { paths: [doctorFolder] }));

new Doctor({ dest: process.cwd() }).collect([process.execPath, script], (error, folder) => {
  if (error) throw error;
  const paths = getLoggingPaths('doctor')({ path: folder });
  const system = createReadStream(paths['/systeminfo']).pipe(new SystemInfoDecoder());
  const events = createReadStream(paths['/traceevent']).pipe(new TraceEventDecoder(system));
  const stats = createReadStream(paths['/processstat']).pipe(new ProcessStatDecoder());
  new Analysis(system, events, stats).on('data', ({ issueCategory }) => process.stdout.write(`\ncategory ${issueCategory}\n`));
});
