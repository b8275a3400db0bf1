/// <reference lib="dom" />

/** Runs in the page. Shows what a mark of a chart stands for: under the pointer, or with the arrow keys once the chart has the focus. */
export function markLabel(): void {
  const bubble = document.createElement('div');
  bubble.className = 'mark-label';
  bubble.setAttribute('role', 'status');
  bubble.hidden = true;
  document.body.append(bubble);
  const selector = '[data-words]';
  let current: Element | undefined;

  const hide = (): void => {
    current?.classList.remove('is-pointed');
    current = undefined;
    bubble.hidden = true;
  };

  const show = (mark: Element, x: number, y: number): void => {
    if (mark !== current) {
      hide();
      current = mark;
      mark.classList.add('is-pointed');
      bubble.textContent = mark.getAttribute('data-words');
      bubble.hidden = false;
    }
    const left = Math.max(8, Math.min(x + 14, innerWidth - bubble.offsetWidth - 8));
    const isBelow = y - bubble.offsetHeight - 14 < 0;
    bubble.style.setProperty('left', `${left}px`);
    bubble.style.setProperty('top', `${isBelow ? y + 18 : y - bubble.offsetHeight - 14}px`);
  };

  const step = (chart: Element, by: number): void => {
    const marks = [...chart.querySelectorAll(selector)];
    const index = current ? marks.indexOf(current) : -1;
    const mark = marks[index < 0 ? (by > 0 ? 0 : marks.length - 1) : (index + by + marks.length) % marks.length];
    if (!mark) return;
    const box = mark.getBoundingClientRect();
    show(mark, box.x + box.width / 2, box.y);
  };

  for (const chart of document.querySelectorAll<HTMLElement>('.chart')) {
    if (!chart.querySelector(selector)) continue;
    chart.tabIndex = 0;
    chart.addEventListener('pointermove', (event) => {
      const mark = event.target instanceof Element ? event.target.closest(selector) : undefined;
      if (mark) show(mark, event.clientX, event.clientY);
      else hide();
    });
    chart.addEventListener('pointerleave', hide);
    chart.addEventListener('blur', hide);
    chart.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowRight' || event.key === 'ArrowDown') step(chart, 1);
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') step(chart, -1);
      else if (event.key === 'Escape') hide();
      else return;
      event.preventDefault();
    });
  }
}
