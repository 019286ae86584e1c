"""The model is whole: six domains, 31 keys, and every key is served by a practice."""

from collections import Counter

from colead.content import launch, model, practices


def test_model_has_six_domains_and_the_31_keys():
    loaded = model.load()
    assert [domain.key for domain in loaded.domains] == [
        "ethics",
        "mindset",
        "mastery",
        "infrastructure",
        "sustaining",
        "outcomes",
    ]
    assert Counter(key.family for key in loaded.keys) == {"quality": 12, "behaviour": 11, "factor": 8}


def test_every_domain_holds_a_key_and_a_practice():
    for domain in model.load().domains:
        assert model.load().keys_in(domain.key)
        assert practices.load().in_domain(domain.key)


def test_every_key_says_one_sentence_of_its_own_about_a_tuesday():
    tuesdays = [key.tuesday for key in model.load().keys]
    assert len(set(tuesdays)) == 31
    assert all(tuesday[-1] in ".'" and len(tuesday.split()) >= 6 for tuesday in tuesdays)


def test_every_domain_is_explained_in_two_or_three_sentences():
    assert all(2 <= domain.explanation.count(".") <= 3 for domain in model.load().domains)


def test_every_practice_serves_a_key():
    orphans = {practice.key for practice in practices.load().practices if not model.load().keys_served_by(practice.key)}
    assert not orphans


def test_eight_factors_are_what_the_organisation_gives():
    factors = model.load().keys_of_family("factor")
    assert {key.domain for key in factors} == {"infrastructure"}
    assert model.load().key("co_located").practices == ("door", "supports")


def test_model_says_where_it_comes_from_and_what_is_reconstructed():
    assert "our own" in model.load().source
    assert "drawing" in model.load().source


def test_practice_of_later_opens_no_page():
    for practice in practices.load().practices:
        assert practice.is_available or not practice.route


def test_launch_leads_only_through_practices_that_exist():
    for step in launch.load().steps:
        assert practices.load().practice(step.practice).name


def test_launch_shows_stretches_in_which_its_steps_lie():
    loaded = launch.load()
    assert [stretch.key for stretch in loaded.stretches] == list(dict.fromkeys(step.stretch for step in loaded.steps))
    assert loaded.step("agreement").days.first_day == 46
