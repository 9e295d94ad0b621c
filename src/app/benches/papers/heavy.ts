/** One paper in a process of its own, so that what it takes of memory is nobody else's: a payload comes in, the most it held goes out. */
import { once } from 'node:events';
import { render } from '../../../documents/types/render.js';

process.once('message', (payload) => {
  void render(payload as never).then(async (files) => {
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    // maxRSS in KiB, whatever the system (Node's process.resourceUsage).
    process.send?.({ bytes, mostMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6) });
    await once(process, 'disconnect');
  });
});
