// @ts-check
// One event stream for all tabs of the preview, as browsers open at most six connections to a
// server. Runs as a shared worker while any tab of the site is open.
"use strict";

const tabs = new BroadcastChannel("tarikh");
/** @typedef {{ change?: string, lost?: boolean }} Message */
/** @type {Message | null} */
let lastMessage = null;

const send = (/** @type {Message} */ message) => {
  lastMessage = message;
  tabs.postMessage(message);
};

// The server is heard at least every 15 seconds. After a longer silence, the connection is one that
// ended unnoticed: the computer slept, or changed its network.
const SILENCE = 40_000;
/** @type {EventSource | null} */
let stream = null;
let heard = 0;

const connect = () => {
  heard = Date.now();
  const source = new EventSource(new URL("events", location.href));
  stream = source;
  source.onmessage = ({data}) => {
    heard = Date.now();
    send({change: data});
  };
  source.addEventListener("alive", () => {
    heard = Date.now();
  });
  source.onerror = () => {
    send({lost: true});
    // The browser reconnects by itself unless the request was rejected.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  };
};

setInterval(() => {
  if (Date.now() - heard < SILENCE) return;
  stream?.close();
  connect();
}, 5_000);

tabs.onmessage = () => lastMessage && tabs.postMessage(lastMessage);
connect();
