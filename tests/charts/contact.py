"""`make charts`: every chart of the demo company on one sheet for each language and page, to look at them side by side.

They are written to data/var/charts.
"""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from diagnostics.charts import png
from diagnostics.demo import head_of, sicken, write_company
from diagnostics.i18n import LANGUAGES, speaking
from diagnostics.intake import Upload, import_files
from diagnostics.workbook import create_workbook

from .pictures import PICTURES, Case, case_of

OUT = Path("data/var/charts")
COLUMNS, GAP = 2, 24


def main() -> None:
    """Draw and save."""
    OUT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        case = _demo(Path(folder))
    for language in LANGUAGES:
        for dark in (False, True):
            drawn = []
            with speaking(language):
                for name, draw in PICTURES.items():
                    if picture := draw(case, dark):
                        drawn.append(Image.open(io.BytesIO(png(picture, dark))).convert("RGB"))
                        drawn[-1].save(OUT / f"{name}-{language}-{'dark' if dark else 'light'}.png")
            _sheet(drawn).save(OUT / f"all-{language}-{'dark' if dark else 'light'}.png")
    print(f"{OUT}: {len(list(OUT.glob('*.png')))} pictures")


def _demo(folder: Path) -> Case:
    world = sicken(["head_sells", "dormant_base", "early_exits"])
    workbook = create_workbook(folder / "demo.duckdb", "Пример")
    import_files(workbook, [Upload(path, path.name) for path in write_company(folder / "files", world, 1)])
    head = head_of(world, 1)
    workbook.set({"head": head.name, "head_since": head.since.isoformat(), "head_clients": "confirmed"})
    case = case_of(workbook)
    workbook.close()
    return case


def _sheet(drawn: list[Image.Image]) -> Image.Image:
    wide = max(one.width for one in drawn)
    lines = [drawn[place : place + COLUMNS] for place in range(0, len(drawn), COLUMNS)]
    paper = Image.new("RGB", (COLUMNS * (wide + GAP), sum(max(one.height for one in line) + GAP for line in lines)), "#888888")
    top = 0
    for line in lines:
        for place, one in enumerate(line):
            paper.paste(one, (place * (wide + GAP), top))
        top += max(one.height for one in line) + GAP
    return paper


if __name__ == "__main__":
    main()
