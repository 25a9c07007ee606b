// A WebSocket for what changes. It comes back by itself, a little later each time, and says when it is back so that
// the page can catch up on what it missed.

const FIRST_DELAY = 250; // milliseconds
const LONGEST_DELAY = 4000;

export class Live {
  /** @param {{onEvent: (event: any) => void, onOpen: () => void, onLost: () => void}} listeners */
  constructor({ onEvent, onOpen, onLost }) {
    this.onEvent = onEvent;
    this.onOpen = onOpen;
    this.onLost = onLost;
    this.delay = FIRST_DELAY;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.timer = 0;
  }

  /** Listens here from now on. @param {string} address below /page/, such as "live?viewer=7" */
  listen(address) {
    this.address = address;
    this.close();
    this.open();
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/page/${this.address}`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.delay = FIRST_DELAY;
      this.onOpen();
    });
    socket.addEventListener("message", (message) => {
      if (socket === this.socket) this.onEvent(JSON.parse(message.data));
    });
    socket.addEventListener("close", () => {
      if (socket !== this.socket) return;
      this.onLost();
      this.timer = setTimeout(() => this.open(), this.delay);
      this.delay = Math.min(this.delay * 2, LONGEST_DELAY);
    });
  }

  close() {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}
