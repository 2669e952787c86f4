// One stream of news for all tabs of the preview: browsers allow a server only six connections.
// Runs as a shared worker, and lives as long as any tab of the site does.
"use strict";

const tabs = new BroadcastChannel("tarikh");
let last = null;

const say = (message) => {
  last = message;
  tabs.postMessage(message);
};

const listen = () => {
  const stream = new EventSource("/_tarikh/events");
  stream.onmessage = ({data}) => say({news: data});
  stream.onerror = () => {
    say({lost: true});
    // The browser tries again by itself, unless it was refused.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
};

tabs.onmessage = () => last && tabs.postMessage(last);
listen();
