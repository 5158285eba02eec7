"""The same batch on a Dask cluster: a real scheduler and workers as processes on this machine."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.batch.clusters import cluster
from tests.batch.units import digests
from tests.batch.units import ledgers
from tests.batch.units import start
from xls_juesuan.cli.entry import main

if TYPE_CHECKING:
    from pathlib import Path


def _findings(output: Path) -> list[object]:
    records = sorted((output / ".xlj-batch" / "done").glob("*.json"))
    return [json.loads(path.read_bytes())["outcome"]["findings"] for path in records]


@pytest.mark.parametrize("options", [[], ["--by-bytes"]], ids=["by path", "by bytes"])
def test_outputs_are_those_of_this_machine_though_a_worker_dies(
    tmp_path: Path, options: list[str]
) -> None:
    """One of the workers is killed in the middle: nothing is doubled, lost or different."""
    folder = tmp_path / "台账"
    ledgers(folder, 8)
    before = digests(folder, "*.xlsx")
    with cluster(tmp_path, 2) as here:
        victim = here.add_worker()
        run = start(
            folder, "-o", tmp_path / "集群", "--scheduler", here.address, "--json", *options
        )
        assert run.stderr is not None
        first = run.stderr.readline()
        victim.kill()
        out, err = run.communicate()
        rest, document = err.splitlines(), json.loads(out)
        assert run.returncode == 0
    assert first.startswith("1/8 ")
    assert len(rest) == 7
    assert [one["state"] for one in document["units"]] == ["done"] * 8

    assert main(["batch", str(folder), "-o", str(tmp_path / "本机")]) == 0
    assert digests(tmp_path / "集群") == digests(tmp_path / "本机")
    assert _findings(tmp_path / "集群") == _findings(tmp_path / "本机")
    assert digests(folder, "*.xlsx") == before
    assert list((tmp_path / "集群" / ".xlj-batch" / "waiting").iterdir()) == []


def test_a_scheduler_that_is_not_there_is_said(tmp_path: Path) -> None:
    """One paragraph, exit code 2."""
    ledgers(tmp_path / "台账", 1)
    run = start(tmp_path / "台账", "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    out, err = run.communicate()
    assert (run.returncode, out) == (2, "")
    assert "连不上调度器" in err
    assert len(err.strip().splitlines()) == 1


def test_a_scheduler_that_dies_ends_the_run_and_a_rerun_completes(tmp_path: Path) -> None:
    """One paragraph, exit code 2; what was done is skipped afterwards."""
    ledgers(tmp_path / "台账", 6)
    with cluster(tmp_path, 1) as here:
        run = start(tmp_path / "台账", "-o", tmp_path / "out", "--scheduler", here.address)
        assert run.stderr is not None
        run.stderr.readline()
        here.scheduler.kill()
        _, err = run.communicate()
    assert run.returncode == 2
    assert "与调度器的连接断了" in err
    assert "Traceback" not in err
    rerun = start(tmp_path / "台账", "-o", tmp_path / "out", "--json")
    out, _ = rerun.communicate()
    states = [one["state"] for one in json.loads(out)["units"]]
    assert "skipped" in states
    assert set(states) <= {"skipped", "done"}


def test_without_dask_one_sentence_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named; nothing else happens."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    ledgers(tmp_path / "台账", 1)
    arguments = ["batch", str(tmp_path / "台账"), "-o", str(tmp_path / "out")]
    assert main([*arguments, "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert "xls-juesuan[cluster]" in capsys.readouterr().err
