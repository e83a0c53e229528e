"""What is kept of a merge: as text and back, and what cannot be read."""

import pytest

from annotator.domain.errors import Refused
from annotator.domain.merging.base import base_of


@pytest.mark.parametrize("text", [
    "{bad", "[]", "5", '{"known":5}', '{"known":{"s1":["a"]}}', '{"settled":{"s1":5}}', '{"judged":{"S1":{"id":"S1"}}}',
    '{"withdrawn":5}', '{"withdrawn":[["s1"]]}', '{"withdrawn":[[[],"bob",""]]}',
])
def test_what_is_damaged_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused, match="What is kept of the last merge cannot be read; check the project"):
        base_of(text)
