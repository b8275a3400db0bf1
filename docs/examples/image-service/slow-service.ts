import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { Frame, FrameDescription } from './frame.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Serves a frame: a thumbnail, and its first regions with links. */
export function createService({ file, description }: Frame): RequestListener {
  function thumbnail(): Buffer {
    const samples = readFileSync(file);
    return thumbnailOf(samples, description);
  }

  function firstRegions(host: string): object {
    const copy = JSON.parse(JSON.stringify(description)) as FrameDescription;
    return { ...copy, regions: copy.regions.slice(0, 5), thumbnail: `http://${host}/thumbnail` };
  }

  return ({ url, headers }, response) => {
    if (url === '/thumbnail') response.setHeader('content-type', 'image/bmp').end(thumbnail());
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(firstRegions(headers.host ?? 'localhost')));
  };
}
