// One event stream for all tabs of the preview, as browsers open at most six connections to a
// server. Runs as a shared worker while any tab of the site is open.
"use strict";

const tabs = new BroadcastChannel("tarikh");
let lastMessage = null;

const send = (message) => {
  lastMessage = message;
  tabs.postMessage(message);
};

const connect = () => {
  const stream = new EventSource("/_tarikh/events");
  stream.onmessage = ({data}) => send({change: data});
  stream.onerror = () => {
    send({lost: true});
    // The browser reconnects by itself unless the request was rejected.
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 1000);
  };
};

tabs.onmessage = () => lastMessage && tabs.postMessage(lastMessage);
connect();
