import sessions from '../sessions.json';

const worker = new Worker(new URL('./worker.js', import.meta.url));
worker.onmessage = ({ data }) => {
  window.verdicts = data;
};
worker.postMessage(sessions);
