"""The first lines of the README run as they stand there."""

import pathlib
import re

README = pathlib.Path(__file__).parent.parent / "README.md"


def test_the_first_lines_of_the_readme(capsys):
    example = re.search(r"```python\n(.+?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(example[1], {})
    assert capsys.readouterr().out == "4 1\n"
