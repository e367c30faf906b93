"""Every sentence of advice stands word for word in the passage it cites, whatever was asked."""

from __future__ import annotations

from collections import Counter

from coach.coaching.answer import Answer, Point
from coach.coaching.coach import Coach
from coach.coaching.rows import remarks, rows
from coach.library.article import LENSES, Passage, Sentence
from coach.library.standalone import stands_alone


def passage_of(coach: Coach, answer: Answer, number: int) -> Passage:
    citation = answer.citation(number)
    return next(p for p in coach.store.passages_of(citation.article) if p.id == citation.passage)


def quoted_sentences(coach: Coach, answer: Answer, number: int) -> list[Sentence]:
    citation = answer.citation(number)
    passage = passage_of(coach, answer, number)
    return [s for s in passage.sentences if citation.start <= s.start and s.end <= citation.end]


def sided_points(answer: Answer) -> list[tuple[str, Point]]:
    return [(lens, point) for lens in LENSES for point in answer.response(lens).points]


def test_nearly_every_story_is_answered_by_both_lenses(answers: list[Answer]) -> None:
    both = [answer for answer in answers if answer.management.points and answer.leadership.points]
    assert len(answers) >= 55
    assert len(both) >= 0.95 * len(answers)


def test_every_quote_stands_word_for_word_in_its_passage(coach: Coach, answers: list[Answer]) -> None:
    for answer in answers:
        for c in answer.citations:
            assert c.quote == passage_of(coach, answer, c.number).text[c.start : c.end] != ""


def test_every_quote_is_made_of_whole_sentences(coach: Coach, answers: list[Answer]) -> None:
    for answer in answers:
        for c in answer.citations:
            sentences = quoted_sentences(coach, answer, c.number)
            assert (sentences[0].start, sentences[-1].end) == (c.start, c.end)


def test_the_text_of_a_point_is_made_of_its_quotes(answers: list[Answer]) -> None:
    for answer in answers:
        notes = [note for _, note in remarks(answer)]
        for quoted in [*(point for _, point in sided_points(answer)), *notes]:
            assert quoted.text == " ".join(answer.citation(number).quote for number in quoted.citations) != ""


def test_citations_name_the_article_the_heading_and_the_source(coach: Coach, answers: list[Answer]) -> None:
    for answer in answers:
        for c in answer.citations:
            article = coach.store.articles[coach.store.numbers[c.article]]
            assert (c.title, c.source) == (article.title, article.source)
            assert c.heading == passage_of(coach, answer, c.number).heading


def test_citations_are_numbered_from_one_in_reading_order(answers: list[Answer]) -> None:
    for answer in answers:
        read = [point for row in rows(answer) for point in (row.management, row.leadership) if point]
        notes = [note for _, note in remarks(answer)]
        numbers = [number for quoted in [*read, *notes] for number in quoted.citations]
        assert numbers == [c.number for c in answer.citations] == list(range(1, len(numbers) + 1))


def test_every_point_stands_in_one_row(answers: list[Answer]) -> None:
    for answer in answers:
        shown = Counter(id(point) for row in rows(answer) for point in (row.management, row.leadership) if point)
        assert shown == Counter(id(point) for _, point in sided_points(answer))


def test_no_sentence_is_quoted_twice_in_one_answer(coach: Coach, answers: list[Answer]) -> None:
    for answer in answers:
        said = Counter(s.text for c in answer.citations for s in quoted_sentences(coach, answer, c.number))
        assert [text for text, times in said.items() if times > 1] == []


def test_the_two_columns_share_no_sentence(coach: Coach, answers: list[Answer]) -> None:
    for answer in answers:
        said: dict[str, set[str]] = {lens: set() for lens in LENSES}
        for lens, point in sided_points(answer):
            said[lens] |= {s.text for n in point.citations for s in quoted_sentences(coach, answer, n)}
        assert not said["management"] & said["leadership"]


def test_the_points_of_a_column_speak_for_its_lens(coach: Coach, answers: list[Answer]) -> None:
    for answer in answers:
        for lens, point in sided_points(answer):
            sentences = quoted_sentences(coach, answer, point.citations[0])
            assert sentences[0].lens == lens
            assert {s.lens for s in sentences} <= {lens, None}


def test_a_point_of_free_prose_opens_with_a_sentence_that_stands_alone(coach: Coach, answers: list[Answer]) -> None:
    opened = [
        point.text
        for answer in answers
        for _, point in sided_points(answer)
        if passage_of(coach, answer, point.citations[0]).part == "prose"
    ]
    assert opened
    assert [text for text in opened if not stands_alone(text)] == []


def test_no_move_opens_with_a_sentence_that_leans_on_another(answers: list[Answer]) -> None:
    moves = [point.text for answer in answers for _, point in sided_points(answer) if point.kind == "move"]
    assert [text for text in moves if not stands_alone(text)] == []


def test_a_row_of_a_contrast_sets_both_sides_of_one_article_against_each_other(answers: list[Answer]) -> None:
    for answer in answers:
        for row in rows(answer):
            if row.management and row.leadership:
                assert row.management.contrast == row.leadership.contrast
                articles = {answer.citation(p.citations[0]).article for p in (row.management, row.leadership)}
                assert len(articles) == 1


def test_only_articles_that_the_reading_marks_as_used_are_cited(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.reading is not None
        used = {read.article for read in answer.reading.articles if read.used}
        own = answer.own_part.citations if answer.own_part else ()
        assert {c.article for c in answer.citations if c.number not in own} <= used


def test_the_reading_names_five_articles_best_first(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.reading is not None
        scores = [read.score for read in answer.reading.articles]
        assert len(scores) == 5
        assert scores == sorted(scores, reverse=True)
        assert 0 < answer.reading.confidence == scores[0] <= 1


def test_the_question_is_one_that_coach_can_ask_aloud(answers: list[Answer]) -> None:
    questions = [answer.question for answer in answers if answer.question]
    assert len(questions) >= 0.8 * len(answers)
    assert [q for q in questions if not q.endswith("?") or {"i", "my"} & set(q.lower().split())] == []
