import pytest

from tests.access.world import furnish, look_around

pytestmark = pytest.mark.django_db


def test_prof(blank_world):
    import time

    t = time.process_time()
    furnish(blank_world, pairs=("exec",))
    print("cpu", time.process_time() - t)
    print("\n".join(blank_world.faults))
    t = time.process_time()
    look_around(blank_world)
    print("cpu", time.process_time() - t)
