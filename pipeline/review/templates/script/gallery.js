// ---- the charts, by what they measure and of where
const charts = all(".charts > li");
const shows = (chart, name, wanted) => wanted === "" || chart.dataset[name].split(" ").includes(wanted);
const choose = () => {
  const [indicator, area] = [$("indicator").value, $("area").value];
  for (const chart of charts) {
    chart.hidden = !(shows(chart, "indicators", indicator) && shows(chart, "areas", area));
  }
  const shown = charts.filter((chart) => !chart.hidden).length;
  $("count").textContent = say(`${shown} 幅`, `${shown} of ${charts.length}`);
};
for (const id of ["indicator", "area"]) $(id).addEventListener("change", choose);
$("language").addEventListener("click", () => {
  language = say("en", "zh");
  store.set("figlift-language", language);
  speak();
  choose();
});
$("language").hidden = false;
$("choices").hidden = false;
choose();
