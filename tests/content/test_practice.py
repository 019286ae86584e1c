"""The words of every day and of decisions agree with the rules that move them."""

from colead.content import daily, decisions, prompts, scenarios, stakeholders
from colead.rules import debriefs, doors, run_its
from colead.rules import decisions as decision_rules
from colead.rules.decisions import SIZE_RULES


def test_doors_are_shown_for_as_long_as_the_rule_keeps_them():
    assert {door.key: door.hours for door in daily.load().doors} == doors.DEFAULT_HOURS


def test_every_kind_of_run_it_by_can_be_answered_in_one_tap():
    for kind in daily.load().run_it_kinds:
        assert kind.answers
        assert all(daily.load().run_it_answer(answer).label for answer in kind.answers)


def test_hold_the_line_offers_its_own_two_answers():
    kind = daily.load().run_it_kind(run_its.Kind.THEY_ASKED_ME)
    assert kind.answers == ("same_answer", "talk_first")


def test_asker_has_a_word_for_every_choice_the_rule_gives():
    labelled = {choice.key for choice in daily.load().asker_choices}
    assert labelled == set(run_its._ASKER_VERBS)


def test_listening_comes_without_advice():
    replies = daily.load().need("listen").replies
    assert replies[0].label == "Heard. Thank you for telling me."
    assert not any("thought" in reply.label or "try" in reply.label for reply in replies)


def test_debrief_of_a_mistake_points_to_where_facts_belong():
    assert "safety event system" in daily.load().debrief_kind(debriefs.Kind.MISTAKE).hint


def test_decisions_have_five_kinds_five_sizes_eight_outcomes():
    loaded = decisions.load()
    assert (len(loaded.kinds), len(loaded.sizes), len(loaded.outcomes)) == (5, 5, 8)


def test_size_in_words_asks_for_as_many_people_as_its_rule():
    assert {size.key: size.cards_min for size in decisions.load().sizes} == {
        "own_call": 0,
        "quick": 0,
        "standard": 2,
        "big": 3,
        "rapid": 0,
    }


def test_every_field_a_size_asks_for_has_a_prompt():
    loaded = decisions.load()
    views = {prompt.key for prompt in loaded.view_prompts}
    integrations = {prompt.key for prompt in loaded.integration_prompts}
    for rule in SIZE_RULES.values():
        assert rule.view <= views
        assert rule.integration <= integrations


def test_rapid_and_frame_have_prompts_for_what_they_ask():
    loaded = decisions.load()
    assert SIZE_RULES["rapid"].frame == {prompt.key for prompt in loaded.rapid_prompts}
    assert SIZE_RULES["big"].frame <= {prompt.key for prompt in loaded.frame_prompts}


def test_prompts_ask_for_no_more_than_the_rule_lets_through():
    loaded = decisions.load()
    assert loaded.view_prompt("view").max_length == decision_rules.VIEW_MAX
    assert loaded.view_prompt("imagine").max_length == decision_rules.IMAGINE_MAX
    assert loaded.view_prompt("cards").max_length == decision_rules.CARD_MAX


def test_only_the_assumption_stays_with_its_writer():
    private = [prompt.key for prompt in decisions.load().view_prompts if prompt.seen_by == "Only you"]
    assert private == ["assumption"]


def test_one_voice_speaks_to_everyone_and_answers_the_hard_questions():
    keys = {prompt.key for prompt in decisions.load().one_voice}
    assert {"patients", "nurses", "physicians", "others", "questions", "either"} <= keys


def test_stakeholder_cards_hold_both_who_receives_and_who_gives_care():
    assert len(stakeholders.load().cards) == 20
    assert {card.key for card in stakeholders.load().of_kind("patient_family")} >= {"patient", "family"}
    assert {card.key for card in stakeholders.load().of_kind("staff")} >= {
        "night_nurse",
        "nurse_manager",
        "nursing_assistant",
        "respiratory_therapist",
        "unit_secretary",
    }


def test_twelve_scenarios_are_told_in_three_to_five_sentences():
    loaded = scenarios.load().scenarios
    assert [scenario.number for scenario in loaded] == list(range(1, 13))
    for scenario in loaded:
        told = sum(scenario.situation.count(mark) for mark in (". ", "? ", ".'")) + 1
        assert 3 <= told <= 5, scenario.key


def test_every_scenario_touches_someone_who_works_there():
    kinds = {card.key: card.kind for card in stakeholders.load().cards}
    for scenario in scenarios.load().scenarios:
        assert "staff" in {kinds[card] for card in scenario.cards}


def test_two_minute_version_keeps_first_reaction_people_and_twist():
    short = [step.key for step in scenarios.load().steps if step.in_short_version]
    assert short == ["react", "stakeholders", "twist"]


def test_prompts_for_quiet_moments():
    loaded = prompts.load()
    assert (len(loaded.conflict), len(loaded.reflection), len(loaded.rounding)) == (5, 7, 6)
    assert {question.theme for question in loaded.reflection} >= {"self", "partner", "bias", "courage", "compassion"}
