// Projects in temporary folders, and what the built program makes of them.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const BIN = process.env.FIGLIFT_BIN;

/** The folder beside the repository that holds real texts, or null where it is not there. */
export const shared = () => [join(ROOT, "..", "shared")].find((path) => existsSync(join(path, "articles"))) ?? null;

/** What a text can hold that means something to HTML, JSON, CSS or the direction of writing. */
export const HOSTILE = `　　<script>document.title="changed"</script>有12家“企业”&amp;&#60;b>，产值3.5亿元]]>。

</p></div></article><!-- 增长5% --><style>*{display:none}</style>
\u202e左右\u202c颠倒120项\u2067😀👨‍👩‍👧 7个空8个9台
一、<a href="javascript:document.title='changed'" onclick='x'>达到40%</a>

　　{"a":"\\u003c/script>"}10%　　末段11人
`;

/** Level and change leave a growth of 1.15 %: the one check that fails. */
export const WRONG = "夏粮总产量13926万吨，比上年减少162万吨，下降1.3%。\n";

/** A project and its output; `clear` removes both. */
export class Project {
  constructor(raw, config = null) {
    this.folder = mkdtempSync(join(tmpdir(), "figlift-browser-"));
    this.output = join(this.folder, "output");
    if (config) cpSync(config, join(this.folder, "config"), { recursive: true });
    else mkdirSync(join(this.folder, "config"));
    if (typeof raw === "string") cpSync(raw, join(this.folder, "raw"), { recursive: true });
    else for (const [path, text] of Object.entries(raw)) this.write(join("raw", path), text);
    const run = this.figlift("run", "--no-cache");
    // 1 says that a check failed; some projects here are there for that.
    if (run.status !== 0 && run.status !== 1) throw new Error(`figlift run: ${run.stderr || run.error}`);
    this.status = run.status;
  }

  write(path, text) {
    const whole = join(this.folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }

  /** Runs the program in the folder of the project. */
  figlift(...call) {
    return spawnSync(BIN, call, { cwd: this.folder, encoding: "utf8" });
  }

  /** The figures of all texts, read anew from the texts: not from what is tested. */
  figures() {
    const paths = readdirSync(join(this.folder, "raw"), { recursive: true }).map((path) => path.replaceAll("\\", "/"));
    return paths.filter((path) => /\.(txt|html|docx)$/.test(path)).sort().flatMap((path) => {
      const id = path.slice(0, path.lastIndexOf("."));
      const call = ["extract", `raw/${path}`, "--config", "config", "--doc-id", id, "--format", "jsonl"];
      const lines = execFileSync(BIN, call, { cwd: this.folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
      return lines.split("\n").filter(Boolean).map((line) => JSON.parse(line));
    });
  }

  /** Names of the files of a folder of the output that end so. */
  files(folder, ending) {
    const whole = join(this.output, folder);
    return existsSync(whole) ? readdirSync(whole).filter((name) => name.endsWith(ending)).sort() : [];
  }

  text(path) {
    return readFileSync(join(this.output, path), "utf8");
  }

  /** The address of a file of the output. */
  url(path) {
    const [file, anchor] = path.split("#");
    return pathToFileURL(join(this.output, file)).href + (anchor ? `#${anchor}` : "");
  }

  clear() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The repository's own texts and config. */
export const repository = () => new Project(join(ROOT, "raw"), join(ROOT, "config"));

/** A small project with hostile texts and one check that fails. */
export const hostile = () => new Project({
  "<x>&\"'y.txt": HOSTILE,
  "<x>&\"'y.toml": 'title = "</title><script>"\n',
  "grain.txt": WRONG,
  // Without a change, the project would have no chart.
  "school.txt": "2021年，<b onload=x>学校由12所增加到30所。\n",
});

/** More texts than one page holds, one of them long, with one check that fails far down. */
export const many = () => {
  const texts = Array.from({ length: 45 }, (_, at) => [`county/${String(at).padStart(2, "0")}.txt`, `2021年，新建学校${at}1所。\n`]);
  return new Project({ ...Object.fromEntries(texts), "county/44.txt": `${"　　今年的工作。\n".repeat(200)}${WRONG}` });
};
