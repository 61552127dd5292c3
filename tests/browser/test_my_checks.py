"""The page of kept checks shows what is kept: trends, caseload, charts equal to their tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from checks_pages import (
    Check,
    Visits,
    check,
    checks_site,
    group,
    kept,
    objections,
    person,
    press,
    pulling,
    rows,
    says,
    visiting,
)
from playwright.sync_api import Browser, Locator, Page, expect

PAGE = "light/my-checks.html"
LEFT, RIGHT = (-2, -1, -1, 0, -1, 0), (1, 2, 1, 0, 2, 1)
MIDDLE, MIXED = (0, 0, -1, 0, 1, 0), (-2, 2, -1, 1, -1, 1)
ALWAYS = (
    "If most of them look alike, the common factor may be workload, setting, training – or you. "
    "Nobody has side-by-side relationships with everyone."
)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with checks_site(tmp_path_factory.mktemp("checks")) as address:
        yield address


@pytest.fixture
def visits(browser: Browser, origin: str) -> Iterator[Visits]:
    with visiting(browser, origin) as visit:
        yield visit


def test_with_nothing_kept_it_says_so_and_leads_to_the_check(visits: Visits) -> None:
    visit = visits()
    page = visit.open(PAGE)
    expect(page.get_by_role("heading", name="Nothing is kept on this device")).to_be_visible()
    assert page.get_by_role("link").get_attribute("href") == "quiz.html"
    expect(page.get_by_role("button", name="Download all checks")).to_be_hidden()
    expect(page.get_by_role("button", name="Bring back from a file")).to_be_visible()
    expect(page.locator(".rapport-kept__unscripted")).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_without_a_script_it_says_what_it_would_hold(visits: Visits) -> None:
    page = visits(java_script_enabled=False).context.new_page()
    page.goto(f"{visits().origin}{PAGE}")
    text = page.locator(".rapport-kept__unscripted").inner_text()
    assert "nothing has been kept" in text
    assert "how your caseload looks" in text


TRENDS = {
    "the example of the brief": ([8, 7, 5, 4], "moving towards the middle"),
    "the middle one of five is left out": ([8, 7, 0, 5, 4], "moving towards the middle"),
    "just not": ([8, 7, 6, 6], "holding steady"),
    "exactly two": ([6, 6, 4, 4], "moving towards the middle"),
    "exactly two, upwards": ([4, 4, 6, 6], "moving away from the middle"),
    "just not, upwards": ([4, 4, 6, 5], "holding steady"),
    "three": ([12, 6, 0], "too early to say"),
    "all alike": ([5, 5, 5, 5], "holding steady"),
}


def test_trends_of_persons(visits: Visits) -> None:
    names = {case: f"person {chr(97 + n)}" for n, case in enumerate(TRENDS)}
    made: list[Check] = []
    for case, (pulls, _) in TRENDS.items():
        days = range(10 * len(pulls), 0, -10)
        # Stored out of order, as edits and imports leave them.
        made = [pulling(names[case], d, p) for d, p in zip(days, pulls, strict=True)] + made[::-1]
    page = visits().open(PAGE, group(*made))
    found = {
        c: person(page, n).locator(".rapport-quiz__trend").inner_text() for c, n in names.items()
    }
    wrong = {c: words for c, words in found.items() if TRENDS[c][1] not in words}
    assert wrong == {}


def test_push_and_pull_is_not_mistaken_for_balance(visits: Visits) -> None:
    # The lean stays at 0 all the time; only the pull says what happens.
    made = [
        check("quiet heron", d, a)
        for d, a in ((40, MIDDLE), (30, MIDDLE), (20, MIXED), (10, MIXED))
    ]
    page = visits().open(PAGE, group(*made))
    expect(person(page, "quiet heron")).to_contain_text("moving away from the middle")


CASELOADS = {
    "none": ([], "too few to speak of a trend"),
    "two": ([LEFT, LEFT], "too few to speak of a trend"),
    "more than half": ([LEFT, LEFT, RIGHT], "Most of your relationships lean this way just now."),
    "half is not more than half": ([LEFT, LEFT, RIGHT, MIDDLE], "No one pattern leads."),
    "all in the middle": ([MIDDLE, MIDDLE, MIDDLE], "Most of your relationships lean this way"),
}


@pytest.mark.parametrize("case", CASELOADS)
def test_caseload(visits: Visits, case: str) -> None:
    sheets, words = CASELOADS[case]
    aliases = [f"person {chr(97 + n)}" for n in range(len(sheets))]
    recent = [check(a, 90 - n, s) for n, (a, s) in enumerate(zip(aliases, sheets, strict=True))]
    # What is older, or was said of the same person before, does not count. Nor what is dated ahead.
    old = [check("person z", 91, MIXED), *(check(a, 120, RIGHT) for a in aliases)]
    page = visits().open(PAGE, group(*recent, *old, check("person y", -3, RIGHT)))
    part = page.locator(".rapport-quiz__caseload")
    expect(part).to_contain_text(words)
    expect(part.locator(".rapport-quiz__words p").last).to_have_text(ALWAYS)
    if sheets:
        listed = rows(part.locator("table"))
        assert [line[1] for line in listed] == aliases
        marks = (
            " ".join(part.locator(".rapport-quiz__mark").all_inner_texts())
            .replace("·", " ")
            .split()
        )
        assert sorted(marks) == [line[0] for line in listed]


def dots(drawing: Locator) -> list[float]:
    """How far below the top each dot stands, of 100."""
    paths = [dot.get_attribute("d") or "" for dot in drawing.locator(".rapport-quiz__dot").all()]
    return [float(path.split()[1].removesuffix("h0")) for path in paths]


def test_every_point_of_a_chart_is_a_row(visits: Visits) -> None:
    made = [
        check("quiet heron", 30, LEFT, "Wait"),
        check("quiet heron", 20, RIGHT),
        check("quiet heron", 10, MIXED),
    ]
    page = visits().open(PAGE, group(*made))
    part = person(page, "quiet heron")
    for drawing in part.locator("svg").all():
        assert drawing.locator(".rapport-quiz__dot").count() == 3
    heights = dots(part.locator("svg").first)
    assert heights == pytest.approx([50 + 5 / 24 * 100, 50 - 7 / 24 * 100, 50])
    heights = dots(part.locator("svg").last)
    assert heights == pytest.approx([100 - p / 12 * 100 for p in (5, 7, 8)])
    band = part.locator(".rapport-quiz__band")
    assert float(band.get_attribute("height") or 0) == pytest.approx(6 / 24 * 100)
    found = rows(part.locator("table"))
    assert [line[0].split("\n")[0] for line in found] == [
        "23 October 2026",
        "2 November 2026",
        "12 November 2026",
    ]
    assert [line[1].split("\n")[0] for line in found] == [
        "Leaning too hard",
        "Holding off",
        "Pulling both ways",
    ]
    assert [line[2] for line in found] == [
        "5 towards “Leaning too hard”",
        "7 towards “Holding off”",
        "To neither side",
    ]
    assert [line[3] for line in found] == ["5", "7", "8"]
    assert "Wait" in found[0][1]
    assert "kept until 21 April 2027" in found[0][0]
    assert "-" not in part.inner_text().replace("side-by-side", "")


def test_filters_say_how_many_are_shown(visits: Visits) -> None:
    made = [
        check("quiet heron", 30, LEFT),
        check("quiet heron", 20, RIGHT),
        check("amber otter", 5, LEFT),
    ]
    page = visits().open(PAGE, group(*made))
    count = page.locator(".rapport-quiz__count")
    expect(count).to_have_text("3 of 3 checks are shown.")
    page.get_by_label("Alias").select_option("quiet heron")
    assert says(page) == "2 of 3 checks are shown."
    expect(count).to_have_text("2 of 3 checks are shown.")
    page.get_by_label("Result", exact=True).select_option(label="Leaning too hard")
    assert says(page) == "1 of 3 checks are shown."
    expect(page.locator(".rapport-quiz__people")).to_contain_text("said of all 2 checks")
    page.get_by_label("From", exact=True).fill("2026-11-01")
    assert says(page) == "0 of 3 checks are shown."
    expect(page.locator(".rapport-kept")).to_contain_text("No check fits what you chose.")
    press(page, "Show all")
    page.get_by_label("To", exact=True).fill("2026-11-02")
    assert says(page) == "2 of 3 checks are shown."
    page.get_by_label("From", exact=True).fill("2026-11-02")
    assert says(page) == "1 of 3 checks are shown."
    assert rows(page.locator(".rapport-quiz__caseload table"))[1][3] == "Holding off"
    expect(page.get_by_label("Self-check")).to_be_hidden()


def test_too_old_checks_go_and_the_reader_is_told(visits: Visits) -> None:
    made = [
        check("quiet heron", 181, LEFT),
        check("quiet heron", 180, LEFT),
        check("amber otter", -4000, LEFT),
    ]
    page = visits().open(PAGE, group(*made))
    assert says(page) == "One check was older than 180 days and has been removed."
    expect(page.locator(".rapport-quiz__message")).to_contain_text("has been removed")
    assert kept(page) == made[1:]
    page.reload()
    assert says(page) == ""


def test_a_date_at_the_end_of_the_calendar_is_not_old(visits: Visits) -> None:
    far = check("quiet heron", 0, LEFT) | {"date": "9999-12-31"}
    page = visits().open(PAGE, group(far))
    assert kept(page) == [far]
    assert person(page, "quiet heron").locator("tbody tr").count() == 1


def test_checks_of_a_quiz_or_version_that_is_gone_stay(visits: Visits) -> None:
    strange = check("quiet heron", 3, LEFT) | {
        "answers": {"a": -1, "constructor": 2},
        "sum": 1,
        "pull": 3,
    }
    groups = [
        group(strange | {"class": "sideways"}, quiz="no-more"),
        group(check("amber otter", 2, LEFT), version="0.9"),
        group(check("green river", 1, LEFT)),
    ]
    page = visits().open(PAGE, *groups)
    expect(person(page, "quiet heron")).to_contain_text("sideways")
    expect(person(page, "amber otter")).to_contain_text("Leaning too hard")
    page.get_by_label("Self-check").select_option("no-more")
    assert says(page) == "1 of 3 checks are shown."
    assert page.locator(".rapport-quiz__caseload").count() == 1
    press(page, "Show all")
    assert page.locator(".rapport-quiz__caseload").count() == 2
    person(page, "amber otter").get_by_role("button", name="Change the check").click()
    expect(page.get_by_role("dialog")).to_contain_text("no longer has this version")
    page.get_by_label("One thing I will do differently").fill("Wait")
    press(page, "Save the changes")
    assert [c.get("line") for c in kept(page) if c["alias"] == "amber otter"] == ["Wait"]
    assert len(kept(page)) == 3


HOSTILE = "<img src=x onerror=alert(1)> \u202e{count} =1+1"


def test_what_was_typed_comes_back_as_it_was(visits: Visits) -> None:
    page = visits().open(PAGE, group(check(HOSTILE, 3, LEFT, HOSTILE), check(HOSTILE, 2, LEFT)))
    assert page.locator(".rapport-kept img").count() == 0
    part = page.locator("details.rapport-quiz__person")
    assert part.locator("h3").inner_text() == HOSTILE
    assert HOSTILE in part.locator("tbody").inner_text()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_accessible_in_each_state(visits: Visits, look: str, width: int) -> None:
    visit = visits(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    found = {"empty": objections(visit.open(f"{look}/my-checks.html"))}
    people = ("quiet heron", "amber otter", "green river", "misty birch")
    made = [check(a, d, s) for a in people for d, s in ((9, LEFT), (5, RIGHT), (1, MIXED))]
    page = visit.open(f"{look}/my-checks.html", group(*made), group(made[0], quiz="no-more"))
    found["shown"] = objections(page)
    for details in page.locator("details").all():
        details.evaluate("(one) => { one.open = true; }")
    found["unfolded"] = objections(page)
    fits(page, width)
    page.get_by_role("button", name="Delete the check").first.click()
    found["deleted"] = objections(page)
    page.get_by_role("button", name="Change the check").first.click()
    found["dialog"] = objections(page)
    fits(page, width)
    page.keyboard.press("Escape")
    page.get_by_label("From", exact=True).fill("2030-01-01")
    found["none shown"] = objections(page)
    found["damaged"] = objections(visit.open(f"{look}/my-checks.html", text="{"))
    assert found == {state: [] for state in found}


def fits(page: Page, width: int) -> None:
    """There is no sideways scrolling."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_320_pixels_and_large_text(visits: Visits) -> None:
    page = visits(viewport={"width": 320, "height": 640}).open(
        PAGE, group(*(check(f"person {n} {'w' * 40}", n, LEFT, "x" * 200) for n in range(1, 4)))
    )
    for details in page.locator("details").all():
        details.evaluate("(one) => { one.open = true; }")
    fits(page, 320)
    page.add_style_tag(content="body { font-size: 32px !important; }")
    fits(page, 320)
