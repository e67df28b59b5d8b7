from pathlib import Path

from livenode.control.reference import page
from livenode.params import ROWS

PAGE = Path(__file__).parents[2] / "docs" / "osc.md"


def test_reference_page_is_up_to_date():
    written = PAGE.read_text("utf-8")
    assert written == page(), "run python -m livenode.control.reference > docs/osc.md"


def test_reference_page_has_every_row():
    assert all(f"| `{row.path}` |" in page() for row in ROWS)
