import type { RequestListener } from 'node:http';
import { cachedFile } from '@nsi/io';
import type { Frame } from './frame.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Serves a frame: a thumbnail, and a description with links. */
export function createService({ file, description }: Frame): RequestListener {
  const samples = cachedFile(file);

  function thumbnail(): Buffer {
    return thumbnailOf(samples.readSync(), description);
  }

  function described(host: string): object {
    const copy = { ...description, links: { thumbnail: `http://${host}/thumbnail` } };
    return { name: copy.name, width: copy.width, height: copy.height, links: copy.links };
  }

  return ({ url, headers }, response) => {
    if (url === '/thumbnail') response.setHeader('content-type', 'image/jpeg').end(thumbnail());
    else response.setHeader('content-type', 'application/json').end(JSON.stringify(described(headers.host ?? 'localhost')));
  };
}
