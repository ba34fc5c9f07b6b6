// ---- what the reader has seen, kept in the browser by `figure_id`
// A key for each document: a page reads what is kept of its own.
const keyOf = (documentId) => `figlift-seen:${documentId}`;
const keptOf = (documentId) => {
  try {
    const kept = JSON.parse(store.get(keyOf(documentId)) || "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch { return []; }
};
const seen = new Set(data.documents.flatMap(keptOf));
const ids = figures.map((_, number) => figureId(number));
const keepSeen = () => {
  store.refused = false;
  data.documents.forEach((documentId, at) => {
    const here = new Set(ids.filter((_, number) => documentOf(number) === at));
    // What is kept of figures that the text no longer has stays, since an older output may be opened again.
    const others = keptOf(documentId).filter((id) => !here.has(id));
    store.set(keyOf(documentId), JSON.stringify([...others, ...[...here].filter((id) => seen.has(id))]));
  });
};
const isSeen = (number) => seen.has(ids[number]);
const showSeen = (number) => figures[number].classList.toggle("seen", isSeen(number));
const setSeen = (numbers, is) => {
  for (const number of numbers) {
    if (is) seen.add(ids[number]); else seen.delete(ids[number]);
    showSeen(number);
  }
  keepSeen();
};
figures.forEach((_, number) => { if (seen.size && isSeen(number)) showSeen(number); });

/** What was seen of this page, as a file. */
const seenFile = () => `${JSON.stringify({ figlift: "seen", documents: data.documents, figures: ids.filter((id) => seen.has(id)) }, null, 1)}\n`;
/** Takes over what such a file says, also of other pages, and returns how many figures it names; null if it is none. */
const takeSeen = (json) => {
  let said = null;
  try { said = JSON.parse(json); } catch { return null; }
  if (!said || said.figlift !== "seen" || !Array.isArray(said.figures)) return null;
  const named = new Set(said.figures.filter((id) => typeof id === "string" && id.includes("#")));
  setSeen(ids.map((_, number) => number).filter((number) => named.has(ids[number])), true);
  const elsewhere = new Map();
  for (const id of named) {
    const documentId = id.slice(0, id.lastIndexOf("#"));
    elsewhere.set(documentId, [...(elsewhere.get(documentId) || []), id]);
  }
  for (const [documentId, theirs] of elsewhere) store.set(keyOf(documentId), JSON.stringify([...new Set([...keptOf(documentId), ...theirs])]));
  return named.size;
};

// ---- files made in the page
const save = (name, type, content) => {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};
