import type { RequestListener } from 'node:http';
import { cachedFile } from '@nsi/io';
import type { Frame } from './frame.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Serves a frame: a thumbnail, and its first regions with links. */
export function createService({ file, description }: Frame): RequestListener {
  const samples = cachedFile(file);

  function thumbnail(): Buffer {
    return thumbnailOf(samples.readSync(), description);
  }

  function firstRegions(host: string): object {
    return { ...description, regions: description.regions.slice(0, 5), thumbnail: `http://${host}/thumbnail` };
  }

  return ({ url, headers }, response) => {
    if (url === '/thumbnail') response.setHeader('content-type', 'image/bmp').end(thumbnail());
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(firstRegions(headers.host ?? 'localhost')));
  };
}
