import { commandsPage } from './commands-page.ts';
import { configurationPage } from './configuration-page.ts';
import { environmentPage } from './environment-page.ts';
import { errorsPage } from './errors-page.ts';
import type { Page } from './markdown.ts';
import { metricsPage } from './metrics-page.ts';
import { rulesPage } from './rules-page.ts';
import { readRooms } from './rooms.ts';

/** The generated pages of `docs/reference`, made from the sources as they are now. */
export async function referencePages(): Promise<readonly Page[]> {
  const rooms = await readRooms();
  return [errorsPage, metricsPage, configurationPage, environmentPage, commandsPage, rulesPage].map((pageOf) => pageOf(rooms));
}
