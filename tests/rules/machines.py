"""Every machine of the rules, for tests that ask the same of all of them."""

from colead.rules import (
    agreements,
    briefs,
    coffee,
    conflicts,
    debriefs,
    decisions,
    goals,
    launch,
    meetings,
    memos,
    partnerships,
    requests,
    run_its,
    visibility,
    walks,
    wins,
)

MACHINES = {
    machine.name: machine
    for machine in (
        run_its.MACHINE,
        debriefs.MACHINE,
        coffee.MACHINE,
        briefs.MACHINE,
        decisions.TWO_VIEW,
        decisions.OWN_CALL,
        decisions.RAPID,
        agreements.MACHINE,
        conflicts.MACHINE,
        launch.MACHINE,
        goals.MACHINE,
        meetings.MACHINE,
        meetings.POINT,
        walks.MACHINE,
        walks.PROMISE,
        memos.MACHINE,
        visibility.PAGE,
        visibility.MACHINE,
        visibility.VISIT,
        wins.MACHINE,
        partnerships.MACHINE,
        requests.MACHINE,
    )
}
