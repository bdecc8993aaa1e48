// Live parts of the pages. Without it everything can still be read by loading a page again.
import 'htmx.org';

const SETTLE_MILLIS = 250;
const RETRY_MILLIS = 3000;
const REFRESH_MILLIS = 60000;
const KEPT_LINES = 5000;

/** Opens something while the page is seen: browsers allow few streams for all their tabs. */
function whileSeen(open) {
  let close = null;
  const stop = () => {
    close?.();
    close = null;
  };
  const follow = () => {
    if (document.hidden) {
      stop();
    } else {
      close ??= open();
    }
  };
  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', stop);
  addEventListener('pageshow', follow);
  follow();
}

/** Listens to a stream of events, and comes back also after an answer that is an error. */
function listen(url, handlers, begins = () => {}) {
  let source = null;
  let retry = null;
  const connect = () => {
    begins();
    source = new EventSource(url);
    for (const [name, handler] of Object.entries(handlers)) {
      source.addEventListener(name, event => handler(event, source));
    }
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) {
        retry = setTimeout(connect, RETRY_MILLIS);
      }
    });
  };
  connect();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}

/** Notifies each live part of the page that a build changed; it then fetches itself again. */
function followBuilds() {
  let pending = null;
  const parts = () => [...document.querySelectorAll('[data-live="builds"]')];
  const notify = () => {
    clearTimeout(pending);
    pending = null;
    parts().forEach(part => part.dispatchEvent(new Event('build-changed')));
  };
  const concerns = build => parts().some(part =>
      (!part.dataset.build || part.dataset.build === build.id)
      && (!part.dataset.projectEnv || part.dataset.projectEnv === build.projectEnv));
  // At the start too: something may have changed between this page and its stream
  const close = listen('/status/v1/stream', {
    open: notify,
    reset: notify,
    build: event => {
      if (pending === null && concerns(JSON.parse(event.data))) {
        pending = setTimeout(notify, SETTLE_MILLIS);
      }
    },
  });
  const refresh = setInterval(notify, REFRESH_MILLIS);
  return () => {
    clearInterval(refresh);
    clearTimeout(pending);
    close();
  };
}

/** Shows a build's log as it grows; stays at its end while the reader is there. */
function followLog(log) {
  let waiting = [];
  let afresh = true;
  let shown = 0;
  const show = () => {
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    if (afresh) {
      log.textContent = '';
      shown = 0;
      afresh = false;
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
  return listen(log.dataset.follow, {
    line: event => {
      const line = JSON.parse(event.data);
      if (waiting.length === 0) {
        requestAnimationFrame(show);
      }
      waiting.push(line.gap ? '[lines are missing here]' : line.text);
    },
    end: (event, source) => {
      source.close();
      // Complete: nothing to follow when the page is seen again
      delete log.dataset.follow;
    },
  }, () => {
    afresh = true;
  });
}

addEventListener('DOMContentLoaded', () => {
  if (document.querySelector('[data-live="builds"]')) {
    whileSeen(followBuilds);
  }
  const log = document.getElementById('log');
  if (log?.dataset.follow) {
    whileSeen(() => log.dataset.follow ? followLog(log) : () => {});
  } else if (log) {
    log.scrollTop = log.scrollHeight;
  }
});
