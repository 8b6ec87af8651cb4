"""The notebook runs from beginning to end."""

from pathlib import Path

import nbclient
import nbformat

FOLDER = Path(__file__).resolve().parents[3] / "examples" / "notebooks"


def test_the_notebook_of_a_round_runs():
    notebook = nbformat.read(FOLDER / "round.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert all(not cell.get("outputs") for cell in notebook.cells), "outputs are not kept"
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    pictures = [o for c in notebook.cells for o in c.get("outputs", []) if "image/png" in o.get("data", {})]
    assert len(pictures) == 3
