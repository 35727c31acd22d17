// The file_input element: pick or drop files; they are uploaded at once and named in the answer.

import { h, fill } from "../dom.js";
import { icon } from "../icons.js";
import { sizeOf } from "../markup/sizes.js";
import { focusName } from "./memory.js";

export function fileInput(element, { block, surface, labels, remember, current, choose, dispatches }) {
  const { reader } = surface;
  const most = element.max_files ?? 10;
  const types = (element.filetypes ?? []).map((type) => `.${type}`);
  const known = (surface.files ??= new Map());
  const list = h("ul", { class: "file-list" });
  const note = h("p", { class: "problem", role: "alert" });
  const picker = h("input", {
    type: "file", class: "visually-hidden", id: labels.id, multiple: most > 1, accept: types.join(",") || null,
    "aria-describedby": labels.describedBy, "aria-invalid": labels.invalid ? "true" : null,
    data: { focus: focusName(block, element) },
  });
  const ids = () => current()?.files ?? [];

  async function take(files) {
    note.textContent = "";
    const room = most - ids().length;
    const chosen = [...files].slice(0, Math.max(0, room));
    if (files.length > room) note.textContent = reader.say("files.too_many", { n: most });
    if (!chosen.length) return;
    box.setAttribute("aria-busy", "true");
    try {
      const added = await surface.attach(chosen);
      for (const file of added) known.set(file.id, file);
      set([...ids(), ...added.map((file) => file.id)]);
    } catch (problem) {
      if (!problem.say) throw problem;
      note.textContent = problem.say;
    } finally {
      box.removeAttribute("aria-busy");
      picker.value = "";
    }
  }

  function set(files) {
    if (dispatches) choose({ files }, box);
    else remember({ files });
    draw();
  }

  function draw() {
    fill(list, ids().map((id) => {
      const file = known.get(id) ?? { id, name: id };
      return h("li", { class: "file-row" }, icon("file", 16), h("span", { class: "file-name" }, file.name),
        file.size && h("span", { class: "hint" }, sizeOf(file.size, reader)),
        h("button", {
          type: "button", class: "icon-button", "aria-label": reader.say("files.remove", { name: file.name }),
          on: { click: () => set(ids().filter((other) => other !== id)) },
        }, icon("close", 14)));
    }));
    box.hidden = ids().length >= most;
  }

  const box = h("label", { class: "file-drop", for: labels.id },
    picker, icon("attach"), h("span", null, reader.say(most > 1 ? "files.pick_many" : "files.pick")),
    types.length > 0 && h("span", { class: "hint" }, types.join(" ")));
  picker.addEventListener("change", () => take(picker.files));
  for (const event of ["dragover", "dragenter"]) {
    box.addEventListener(event, (e) => { e.preventDefault(); e.stopPropagation(); box.dataset.over = "yes"; });
  }
  box.addEventListener("dragleave", () => delete box.dataset.over);
  box.addEventListener("drop", (e) => {
    e.preventDefault();
    e.stopPropagation();
    delete box.dataset.over;
    take(e.dataTransfer.files);
  });
  draw();
  return h("div", { class: "file-input" }, box, list, note);
}
