// Live parts of the pages. Without it everything can still be read by loading a page again.
import 'htmx.org';

const SETTLE_MILLIS = 250;
const RETRY_MILLIS = 3000;
const KEPT_LINES = 5000;

/** Tells each live part of the page that a build changed; it then fetches itself again. */
function followBuilds() {
  let pending = null;
  const tell = () => {
    pending = null;
    document.querySelectorAll('[data-live="builds"]').forEach(
        part => part.dispatchEvent(new Event('build-changed')));
  };
  const concerns = build => {
    const parts = [...document.querySelectorAll('[data-live="builds"]')];
    return parts.some(part =>
        (!part.dataset.build || part.dataset.build === build.id)
        && (!part.dataset.projectEnv || part.dataset.projectEnv === build.projectEnv));
  };
  const stream = new EventSource('/status/v1/stream');
  stream.addEventListener('build', event => {
    if (pending === null && concerns(JSON.parse(event.data))) {
      pending = setTimeout(tell, SETTLE_MILLIS);
    }
  });
  // Once at the start too: what changed between this page and its stream
  stream.addEventListener('open', tell);
  stream.addEventListener('error', () => {
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(followBuilds, RETRY_MILLIS);
    }
  });
  addEventListener('pagehide', () => stream.close());
}

/** Shows a build's log as it grows; stays at its end while the reader is there. */
function followLog(log) {
  let waiting = [];
  let first = true;
  let shown = 0;
  const show = () => {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    if (first) {
      log.textContent = '';
      first = false;
    }
    const text = document.createTextNode(waiting.join('\n') + '\n');
    text.lines = waiting.length;
    shown += waiting.length;
    waiting = [];
    log.append(text);
    while (shown > KEPT_LINES && log.childNodes.length > 1) {
      shown -= log.firstChild.lines;
      log.firstChild.remove();
    }
    if (atEnd) {
      log.scrollTop = log.scrollHeight;
    }
  };
  const source = new EventSource(log.dataset.follow);
  source.addEventListener('line', event => {
    const line = JSON.parse(event.data);
    if (waiting.length === 0) {
      requestAnimationFrame(show);
    }
    waiting.push(line.gap ? '[lines are missing here]' : line.text);
  });
  source.addEventListener('end', () => source.close());
  source.addEventListener('error', () => {
    // A build that was just accepted has no log yet: begin again
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => followLog(log), RETRY_MILLIS);
    }
  });
  addEventListener('pagehide', () => source.close());
}

addEventListener('DOMContentLoaded', () => {
  if (document.querySelector('[data-live="builds"]')) {
    followBuilds();
  }
  const log = document.querySelector('[data-follow]');
  if (log) {
    followLog(log);
  } else {
    const ended = document.getElementById('log');
    if (ended) {
      ended.scrollTop = ended.scrollHeight;
    }
  }
});
