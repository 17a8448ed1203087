"use strict";
const who = document.getElementById("who");
who.closest("p").hidden = false;
who.addEventListener("change", () => {
  const chosen = who.value;
  for (const row of document.querySelectorAll(".days tbody tr")) {
    row.hidden = chosen !== "" && !row.querySelector("." + chosen);
  }
  for (const name of document.querySelectorAll(".days li")) {
    name.classList.toggle("chosen", chosen !== "" && name.classList.contains(chosen));
  }
});
