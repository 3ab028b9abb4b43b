"""What is shipped works as it is shipped: the wheel holds rules and templates, and runs from anywhere."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import pytest

from inbox_helper import __version__

ROOT = Path(__file__).parent.parent
REJECTION = """\
From: Erin Hart <erin.hart@corp.example>
To: Sam Rivers <sam@rivers.example>
Subject: Your application as a gardener
Message-ID: <1@corp.example>
Date: Mon, 02 Nov 2026 10:00:00 +0000

Dear Sam,

thank you for your application for the position of gardener. Unfortunately we have decided to move forward with
other candidates.

Kind regards
Erin Hart
"""


def call(command: Sequence[str | Path], folder: Path) -> str:
    """Run a command elsewhere, without a trace of the checkout, and return what it prints."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a fresh environment, and return the folder of its programs.

    The libraries are those of the environment that runs the tests, as a .pth file hands them on: such a file does
    not bring along an editable installation of ours.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "--python", str(programs / "python"), *install], check=True)
    (site_packages,) = folder.glob("lib/python*/site-packages")
    (site_packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


def shipped(kind: str) -> set[str]:
    """Return the files of rules or templates in the checkout, by their names in the wheel."""
    files = (path for path in (ROOT / kind).rglob("*") if path.is_file())
    return {f"inbox_helper/_data/{path.relative_to(ROOT).as_posix()}" for path in files}


def test_the_wheel_holds_rules_and_templates(wheel: Path) -> None:
    """Every rule and template that lies in the checkout is shipped, and nothing else lies among the data."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in names if "/_data/" in name} == shipped("rules") | shipped("templates")
    assert [name for name in names if name.endswith("decision.toml")] != []


def test_the_wheel_holds_the_package_and_no_more(wheel: Path) -> None:
    """All modules, the mark of a typed package and the licence; no tests, no stubs, no scripts."""
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "inbox_helper").rglob("*.py")}
    information = f"inbox_helper-{__version__}.dist-info"
    assert modules - names == set()
    assert {name.partition("/")[0] for name in names} == {"inbox_helper", information}
    assert {"inbox_helper/py.typed", f"{information}/licenses/LICENSE"} <= names


def imported_distributions() -> set[str]:
    """Return the distributions that the package imports anything of, also within functions; the demo has an extra."""
    files = set((ROOT / "inbox_helper").rglob("*.py")) - set((ROOT / "inbox_helper/demo").rglob("*.py"))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0}
    modules = {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"inbox_helper", "_typeshed"}
    known = metadata.packages_distributions()
    return {re.sub(r"[-_.]+", "-", known.get(module, [module])[0]).lower() for module in modules}


def test_every_library_that_is_imported_is_declared(wheel: Path) -> None:
    """An installation from the wheel alone lacks nothing, and brings nothing that is not used."""
    name = f"inbox_helper-{__version__}.dist-info/METADATA"
    with zipfile.ZipFile(wheel) as archive:
        declared = metadata.PathDistribution(zipfile.Path(archive, f"{name.partition('/')[0]}/")).requires or []
    needed = {_name(each) for each in declared if "extra ==" not in each}
    extras = [
        {_name(each) for each in declared if re.search(f"extra == ['\"]{extra}['\"]", each)}
        for extra in ("metrics", "tune")
    ]
    assert all(extras)
    assert imported_distributions() == needed.union(*extras)


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower()


def test_the_installed_program_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    """The other tests would prove nothing if it were."""
    where = call([installed / "python", "-c", "import inbox_helper; print(inbox_helper.__file__)"], tmp_path)
    assert installed.parent in Path(where.strip()).parents


def test_the_installed_program_judges_mail(installed: Path, tmp_path: Path) -> None:
    """The rules are found, and a rejection is one, with the evidence that the checkout finds."""
    (tmp_path / "mail.eml").write_text(REJECTION)
    judge = ["judge", "--json", "mail.eml"]
    from_wheel = json.loads(call([installed / "inbox-helper", *judge], tmp_path))
    from_checkout = json.loads(call([sys.executable, "-m", "inbox_helper", *judge], tmp_path))
    assert from_wheel["label"] == "rejection"
    assert from_wheel == from_checkout


def test_the_installed_program_composes_a_draft(installed: Path, tmp_path: Path) -> None:
    """The templates are found."""
    (tmp_path / "mail.eml").write_text(REJECTION)
    draft = call([installed / "inbox-helper", "draft", "mail.eml"], tmp_path)
    assert "Subject: Re: Your application as a gardener\n" in draft
    assert "To: Erin Hart <erin.hart@corp.example>\n" in draft


def test_the_module_runs_like_the_program(installed: Path, tmp_path: Path) -> None:
    """`python -m inbox_helper` is the same command."""
    by_name = call([installed / "inbox-helper", "--help"], tmp_path)
    assert call([installed / "python", "-m", "inbox_helper", "--help"], tmp_path) == by_name
