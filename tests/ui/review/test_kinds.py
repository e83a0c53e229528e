from annotator.domain.review import Mode, Review
from annotator.ui.review.kinds import listed, policies, policy_words, short, usual_name


def review(mode: Mode = "compare", annotators: tuple[str, ...] = ("ana", "bob"), policy: str = "agreed") -> Review:
    return Review(id="r", name="R", mode=mode, annotators=annotators, reviewer="ana", policy=policy)


def test_every_kind_and_policy_has_words() -> None:
    assert short(review()) == "comparison of ana and bob"
    assert short(review(mode="check", annotators=("bob",))) == "check of bob"
    assert short(review(mode="again")) == "ana, labeled again"
    assert [policy for policy, _ in policies("compare", ("ana", "bob", "eve"))] == [
        "agreed", "majority", "union", "prefer:ana", "prefer:bob", "prefer:eve"]
    assert policy_words(review()) == "what both have"
    assert policy_words(review(policy="majority")) == "what more than half of them have"
    assert policy_words(review(policy="prefer:zoe")) == "what zoe has"


def test_names_that_are_taken_get_a_number() -> None:
    assert usual_name("check", ("bob",), "2026-11-24", []) == "bob’s annotations"
    taken = ["ana and bob", "ana and bob (2)"]
    assert usual_name("compare", ("ana", "bob"), "2026-11-24", taken) == "ana and bob (3)"
    assert usual_name("again", ("ana", "x"), "2026-11-24", []) == "ana again, 2026-11-24"
    assert usual_name("compare", (), "2026-11-24", []) == "nobody"
    assert listed(("ana", "bob", "eve")) == "ana, bob and eve"
