// What of the messages is in view while they come, change and grow: the end, or of an answer that does not fit its
// beginning. Who has scrolled away stays where they are.

const AT_BOTTOM = 80; // pixels

export class View {
  /** @param {HTMLElement} scroller @param {HTMLElement} list */
  constructor(scroller, list) {
    this.scroller = scroller;
    this.atBottom = true;
    /** @type {HTMLElement | null} the newest answer, until the person scrolls or does something */
    this.answer = null;
    this.placed = 0;
    scroller.addEventListener("scroll", () => {
      this.atBottom = this.#below < AT_BOTTOM;
      if (Math.abs(scroller.scrollTop - this.placed) > 1) this.answer = null;
    });
    new ResizeObserver(() => this.stay()).observe(list);
    new ResizeObserver(() => this.stay()).observe(scroller);
  }

  get #below() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
  }

  /** From here on what is new is in view. */
  toBottom() {
    this.answer = null;
    this.atBottom = true;
    this.stay();
  }

  /** From here on what is in view is none of our business. */
  leave() {
    this.answer = null;
    this.atBottom = false;
  }

  /** Somebody else's message arrives. @param {HTMLElement} element */
  arrived(element) {
    if (this.atBottom) this.answer = element;
  }

  /** A message is drawn anew. @param {HTMLElement} before @param {HTMLElement} element */
  replaced(before, element) {
    if (this.answer === before) this.answer = element;
  }

  /** Something has come, gone or grown. */
  stay() {
    const { answer, scroller } = this;
    if (!this.atBottom && !answer) return;
    scroller.scrollTop = scroller.scrollHeight;
    const top = (element) => element.getBoundingClientRect().top;
    if (answer?.isConnected) scroller.scrollTop += Math.min(0, top(answer) - top(scroller));
    this.placed = scroller.scrollTop;
    this.atBottom = this.#below < AT_BOTTOM;
  }
}
