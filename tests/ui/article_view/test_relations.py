"""Relations on the page: arcs over near spans, lines in the margin between far ones, and the mouse on both."""

import random
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.relation import Relation
from annotator.domain.text import trim
from annotator.ui.article_view import DARK, LIGHT, ArticleView, ViewTheme
from annotator.ui.article_view.arcs import LANES
from annotator.ui.article_view.layers import LayerView
from annotator.ui.article_view.relation_paint import name_boxes
from annotator.ui.article_view.route import Route

from .conftest import Hands, make_span
from .test_painting import has, shot
from .test_scrolling import _SLIGHT, differing, drawn_anew, on_screen

NEAR = "“We go,” said Ana of Iraq. Bob stayed."
FAR = "“We go.”\n" + "Filler words of no weight. " * 12 + "\nSo said Ana."


def relation(id: str, head: str, tail: str, label: str = "SAID_BY") -> Relation:
    return Relation(id=id, label=label, head=head, tail=tail)


def show(hands: Hands, text: str, *relations: Relation, spans: tuple[tuple[str, str], ...]) -> None:
    hands.show(text, *spans)
    hands.view.set_relations(relations)
    hands.view.viewport().repaint()


def near(hands: Hands) -> Route:
    """Show a claim and who said it on one line; return the route between them."""
    show(hands, NEAR, relation("r", "s0", "s1"), spans=(("“We go,”", "FACTUAL"), ("Ana", "PERSON")))
    [route] = hands.view._routes_now().routes
    return route


def far(hands: Hands) -> Route:
    """Show the same paragraphs apart."""
    show(hands, FAR, relation("r", "s0", "s1"), spans=(("“We go.”", "FACTUAL"), ("Ana", "PERSON")))
    [route] = hands.view._routes_now().routes
    return route


def middle(route: Route) -> QPointF:
    (x0, y), (x1, _) = route.points[route.run], route.points[route.run + 1]
    return QPointF((x0 + x1) / 2, y)


def test_near_spans_are_joined_by_an_arc_over_the_line(hands: Hands) -> None:
    route = near(hands)
    head, tail = hands.view.range_boxes(0, 8)[0], hands.view.range_boxes(14, 17)[0]
    assert head.left() <= route.points[0][0] <= head.right()
    assert tail.left() <= route.points[-1][0] <= tail.right()
    assert all(y < head.top() + 8 for _, y in route.points)
    assert route.points[1][1] == route.points[2][1] < head.top()


def test_an_arc_makes_room_above_its_line_and_gives_it_back(hands: Hands) -> None:
    near(hands)
    with_arc = hands.view.range_boxes(0, 8)[0].top()
    hands.view.patch_relations((), ["r"])
    assert hands.view.range_boxes(0, 8)[0].top() < with_arc
    hands.view.patch_relations([relation("r", "s0", "s1")])
    assert hands.view.range_boxes(0, 8)[0].top() == with_arc


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("place", [near, far])
def test_a_route_is_drawn_and_bold_with_its_name_for_the_selected_span(hands: Hands, theme: ViewTheme,
                                                                       place: object) -> None:
    hands.view.set_theme(theme)
    at = middle(place(hands))  # type: ignore[operator]
    box = QRectF(at.x() - 2, at.y() - 2, 4, 4)
    faint, accent = shot(hands), QColor(theme.accent)
    assert not has(faint, box, accent)
    assert any(faint.pixelColor(round(at.x()), y).rgb() != QColor(theme.page).rgb()
               for y in range(round(at.y()) - 1, round(at.y()) + 2))
    hands.view.set_selected("s1")
    [route] = hands.view._routes_now().routes
    bold = shot(hands)
    name = name_boxes([route], hands.view._metrics, 900)[0]
    assert route.bold
    assert has(bold, name, accent)
    assert has(bold, name, QColor(theme.page))


def test_far_spans_are_joined_in_the_margin_on_the_right(hands: Hands) -> None:
    route = far(hands)
    page = hands.view._page
    assert page is not None
    assert max(x for x, _ in route.points) > page.left + page.measure
    assert min(x for x, _ in route.points) >= page.left + page.measure
    hands.view.set_selected("s0")
    [bold] = hands.view._routes_now().routes
    person = hands.view.range_boxes(FAR.index("Ana"), FAR.index("Ana") + 3)[0]
    assert person.left() <= bold.points[-1][0] <= person.right()


def test_the_arrow_points_at_the_tail(hands: Hands) -> None:
    route = near(hands)
    hands.view.set_selected("s0")
    image, (x, y) = shot(hands), route.points[-1]
    accent = QColor(LIGHT.accent)
    wide = [sum(image.pixelColor(column, row).rgb() == accent.rgb() for column in range(round(x) - 5, round(x) + 6))
            for row in (round(y) - 5, round(y) - 1)]
    assert wide[0] > wide[1]


def test_arcs_of_one_gap_take_lanes_and_share_the_last(hands: Hands) -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    text = " and ".join(words)
    relations = [relation(f"r{n}", f"s{n}", f"s{7 - n}") for n in range(4)] + [relation("x", "s0", "s6")]
    show(hands, text, *relations, spans=tuple((word, "PERSON") for word in words))
    arcs = (hands.view._visible or [])[0][2].arcs
    assert len(arcs) == 5
    assert {arc.lane for arc in arcs} == set(range(LANES))
    for one in arcs:
        for other in arcs:
            if one is not other and one.lane == other.lane < LANES - 1 and one.row == other.row:
                assert one.sides[1] < other.sides[0] or other.sides[1] < one.sides[0]


def test_names_stand_beside_one_another(hands: Hands) -> None:
    kinds = ("SAID_BY", "SUPPORTS", "ATTACKS", "NEXT_TO")
    show(hands, FAR, *(relation(kind, "s0", "s1", kind) for kind in kinds),
         spans=(("“We go.”", "FACTUAL"), ("Ana", "PERSON")))
    hands.view.set_selected("s0")
    boxes = name_boxes(hands.view._routes_now().routes, hands.view._metrics, hands.view.viewport().width())
    assert len(boxes) == 4
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
    assert all(box.left() >= 0 and box.right() <= hands.view.viewport().width() for box in boxes)


@pytest.mark.parametrize("text", [
    "العراق آمن، قال الوزير في بغداد أمس. " * 9, "The minister قال إن القاعدة said so in Erbil. " * 9,
    "שלום 😀 אמר השר 12 בבגדד. " * 9 + "\n" + "Plain words after it. " * 6])
def test_in_any_direction_an_arc_stands_on_its_spans(hands: Hands, text: str) -> None:
    chance, ranges = random.Random(3), {}
    spans = []
    for number in range(24):
        start = chance.randrange(len(text) - 30)
        ranges[f"s{number}"] = trim(text, start, start + chance.choice((6, 25)))
        spans.append(make_span(text, f"s{number}", chance.choice(("PERSON", "FACTUAL", "AD")), ranges[f"s{number}"]))
    hands.show(text, *spans)
    hands.view.set_relations(relation(f"r{number}", *chance.sample(sorted(ranges), 2)) for number in range(30))
    for selected in (None, "s0", "s7"):
        hands.view.set_selected(selected)
        hands.view.viewport().repaint()
        arcs = [route for route in hands.view._routes_now().routes if len(route.points) == 4 and route.run == 1
                and max(x for x, _ in route.points) <= hands.view._page.left + hands.view._page.measure]  # type: ignore[union-attr]
        assert len(arcs) > 5
        for route in arcs:
            for end, (x, y) in ((route.relation.head, route.points[0]), (route.relation.tail, route.points[-1])):
                boxes = hands.view.range_boxes(*ranges[end])
                assert any(box.adjusted(-3, -40, 3, 20).contains(x, y) for box in boxes)


def test_an_arc_hangs_between_neighboring_lines(hands: Hands) -> None:
    text = "word " * 30
    spans = [make_span(text, "a", "FACTUAL", (0, 4)), make_span(text, "b", "PERSON", (100, 104))]
    hands.show(text, *spans)
    hands.view.set_relations([relation("r", "a", "b"), relation("q", "b", "a")])
    page = hands.view._settled()
    assert page is not None
    assert page.layout(0).row_of(100) == page.layout(0).row_of(2) + 1
    assert {arc.row for arc in page.layout(0).arcs} == {page.layout(0).row_of(100)}
    for route in hands.view._routes_now().routes:
        assert hands.view.range_boxes(0, 4)[0].bottom() <= min(y for _, y in route.points)


def test_a_span_in_another_is_joined_from_its_edge(hands: Hands) -> None:
    show(hands, NEAR, relation("r", "s0", "s1"), relation("q", "s1", "s0"), spans=((NEAR, "FACTUAL"), ("Iraq", "GPE")))
    outer, inner = hands.view.range_boxes(0, len(NEAR))[0], hands.view.range_boxes(21, 25)[0]
    for route in hands.view._routes_now().routes:
        ends = sorted((route.points[0][0], route.points[-1][0]), key=lambda x: abs(x - inner.center().x()))
        assert inner.left() <= ends[0] <= inner.right()
        assert min(abs(ends[1] - outer.left()), abs(ends[1] - outer.right())) < 10


def test_many_lines_in_the_margin_collapse_into_a_count(hands: Hands) -> None:
    text = "\n".join(f"Line {number:02} of the article" for number in range(40))
    starts = [text.index(f"Line {number:02}") for number in range(40)]
    spans = [make_span(text, f"s{number}", "PERSON", (start, start + 4)) for number, start in enumerate(starts)]
    hands.show(text, *spans)
    relations = [relation(f"r{number}", f"s{number}", f"s{number + 12}") for number in range(25)]
    hands.view.set_relations(relations)
    shown = hands.view._routes_now()
    assert shown.badges
    ids = {route.relation.id for route in shown.routes}
    left_out = next(each for each in relations if each.id not in ids)
    hands.view.set_selected(left_out.head)
    assert left_out.id in {route.relation.id for route in hands.view._routes_now().routes}


def test_a_line_goes_on_to_an_end_out_of_sight(hands: Hands, view: ArticleView) -> None:
    text = "\n".join(f"Line {number} of the article, with words" for number in range(90))
    spans = [make_span(text, "a", "FACTUAL", (0, 6)), make_span(text, "b", "PERSON", (len(text) - 5, len(text)))]
    hands.show(text, *spans)
    view.set_relations([relation("r", "a", "b")])
    assert view._routes_now().routes[0].points[-1][1] > view.viewport().height()
    assert view._routes_now().routes[0].open_end
    view.verticalScrollBar().setValue(1_200)
    assert view._routes_now().routes == []
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    [route] = view._routes_now().routes
    assert route.points[0][1] < 0
    assert not route.open_end


def test_the_pointer_over_a_line_makes_it_bold_and_a_click_goes_to_its_ends(hands: Hands,
                                                                            heard: dict[str, list[object]]) -> None:
    at = middle(far(hands)).toPoint()
    QTest.mouseMove(hands.view.viewport(), QPoint(5, 5))
    QTest.mouseMove(hands.view.viewport(), at)
    assert hands.view._routes_now().routes[0].bold
    hands.click(at)
    hands.click(at)
    assert heard["spanSelected"] == [("s0",), ("s1",)]
    hands.view.set_selected(None)
    QTest.mouseMove(hands.view.viewport(), QPoint(5, 5))
    assert not hands.view._routes_now().routes[0].bold
    hands.drag(at, at + QPoint(0, 40))
    assert hands.view.selection() is None
    QTest.mouseMove(hands.view.viewport(), at)
    assert hands.view._routes_now().routes[0].bold
    QApplication.sendEvent(hands.view, QEvent(QEvent.Type.Leave))
    assert not hands.view._routes_now().routes[0].bold


def test_a_relation_whose_span_is_gone_is_not_drawn(hands: Hands) -> None:
    near(hands)
    hands.view.patch_spans((), ["s1"])
    assert hands.view._routes_now().routes == []
    hands.view.patch_spans([make_span(NEAR, "s1", "PERSON", (27, 30))])
    [route] = hands.view._routes_now().routes
    bob = hands.view.range_boxes(27, 30)[0]
    assert bob.left() <= route.points[-1][0] <= bob.right()


@pytest.mark.parametrize("place", [near, far])
def test_relations_of_hidden_layers_are_hidden(hands: Hands, place: object) -> None:
    place(hands)  # type: ignore[operator]
    hands.view.set_layers(LayerView(hidden=frozenset(("claim",))))
    assert hands.view._routes_now().routes == []
    hands.view.set_layers(LayerView())
    assert len(hands.view._routes_now().routes) == 1


def test_scrolling_with_relations_shows_what_would_be_drawn_anew(hands: Hands, view: ArticleView) -> None:
    text = "\n".join("Some words of the minister in Iraq, said on Monday. " * (1 + number % 5) for number in range(60))
    chance = random.Random(7)
    spans = [make_span(text, f"s{number}", ("PERSON", "FACTUAL")[number % 2], (start, start + 20))
             for number, start in enumerate(range(0, len(text) - 120, 61))]
    hands.show(text, *spans)
    last = len(spans) - 1
    view.set_relations([relation(f"r{number}", f"s{head}", f"s{min(last, head + chance.choice((1, 2, 5, 40)))}")
                        for number, head in enumerate(chance.sample(range(last), 40))])
    QApplication.processEvents()
    bar = view.verticalScrollBar()
    for turn in range(20):
        step = chance.choice([11, 37, 60, 90, 300])
        bar.setValue(bar.value() + (step if turn < 12 else -step))
        QApplication.processEvents()
        assert differing(on_screen(view), drawn_anew(view), view.viewport().width()) <= _SLIGHT
