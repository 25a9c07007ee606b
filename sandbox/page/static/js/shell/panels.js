// On narrow screens the channels and the members are drawers; on wide ones they stand beside the messages.

const byId = (id) => document.getElementById(id);

/** @returns {{close: () => void}} */
export function wirePanels() {
  const app = byId("app");
  const panels = [
    ["open-channels", "channels-open"],
    ["open-members", "members-open"],
  ];
  const set = (name, open) => {
    app.classList.toggle(name, open);
    const [button] = panels.find(([, one]) => one === name);
    byId(button).setAttribute("aria-expanded", String(open));
  };
  const close = () => panels.forEach(([, name]) => set(name, false));
  for (const [button, name] of panels) {
    byId(button).addEventListener("click", () => {
      const open = !app.classList.contains(name);
      close();
      set(name, open);
    });
  }
  byId("shade").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector(".layer, dialog[open]")) close();
  });
  return { close };
}
