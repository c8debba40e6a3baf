/** How button and panel look; within their own shadow, where no style of the host page reaches. */
export const sheet = `
:host { all: initial }
[hidden] { display: none !important }
button {
  position: fixed; z-index: 2147483000;
  right: calc(20px + env(safe-area-inset-right)); bottom: calc(20px + env(safe-area-inset-bottom));
  display: grid; place-items: center; width: 60px; height: 60px; padding: 0;
  border: 2px solid #fff; border-radius: 50%; background: var(--ground); color: var(--ink);
  box-shadow: 0 4px 18px rgb(0 0 0 / .28); cursor: pointer; transition: transform .15s;
}
button:hover { transform: scale(1.05) }
button:focus-visible { outline: 3px solid #111; outline-offset: 3px; box-shadow: 0 0 0 3px #fff, 0 4px 18px rgb(0 0 0 / .28) }
svg { width: 28px; height: 28px }
.cross, .open .speak { display: none }
.open .cross { display: block }
.badge {
  position: absolute; top: -6px; right: -6px; min-width: 24px; height: 24px; padding: 0 6px; box-sizing: border-box;
  border: 2px solid #fff; border-radius: 12px; background: #b3261e; color: #fff;
  font: 700 13px/20px system-ui, sans-serif; text-align: center;
}
#panel {
  position: fixed; z-index: 2147483001;
  right: calc(20px + env(safe-area-inset-right)); bottom: calc(94px + env(safe-area-inset-bottom));
  width: 400px; height: min(680px, calc(100dvh - 114px)); overflow: hidden;
  border-radius: 18px; background: Canvas; box-shadow: 0 10px 40px rgb(0 0 0 / .3);
  animation: rise .18s ease-out;
}
iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: light dark }
.edge { position: absolute; width: 1px; height: 1px; overflow: hidden }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@keyframes rise { from { opacity: 0; transform: translateY(12px) } }
@media (max-width: 520px) {
  #panel {
    inset: 0; width: 100%; height: 100dvh; border-radius: 0; box-sizing: border-box;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  }
  /* The window has a cross of its own, once it is there. */
  button.open { z-index: 2147483002 }
  button.open.met { display: none }
}
@media (prefers-reduced-motion: reduce) {
  button { transition: none }
  button:hover { transform: none }
  #panel { animation: none }
}
@media print { button, #panel { display: none } }
`
