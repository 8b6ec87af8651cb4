"use strict";
// Keeps the table up to date. The page is right without it, when it is loaded again.
const board = document.getElementById("board");
setInterval(async () => {
  if (document.hidden || board.contains(document.activeElement)) return;
  try {
    const reply = await fetch(board.dataset.from);
    if (reply.ok) board.innerHTML = await reply.text();
  } catch {
    // the next try may go through
  }
}, 4000);
