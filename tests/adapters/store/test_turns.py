"""Turns: one at a time, in the order of arrival."""

import threading
import time

from bot.adapters.store.turns import Turns


def waiting(turns, count):
    while len(turns._waiting) < count:
        time.sleep(0.001)


def test_turns_come_in_the_order_of_arrival():
    turns, order = Turns(), []

    def come(name):
        assert turns.take(10)
        order.append(name)
        turns.pass_on()

    assert turns.take(0)
    threads = [threading.Thread(target=come, args=(number,)) for number in range(5)]
    for number, thread in enumerate(threads):
        thread.start()
        waiting(turns, number + 1)
    turns.pass_on()
    for thread in threads:
        thread.join()
    assert order == list(range(5))


def test_whoever_comes_back_at_once_does_not_pass_those_who_wait():
    turns, order = Turns(), []
    assert turns.take(0)
    other = threading.Thread(target=lambda: order.append(("other", turns.take(10))))
    other.start()
    waiting(turns, 1)
    turns.pass_on()
    order.append(("first", turns.take(0)))
    other.join()
    assert sorted(order) == [("first", False), ("other", True)]


def test_whoever_gives_up_leaves_the_line():
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.pass_on()
    assert turns.take(0)


def test_never_two_at_a_time_however_many_give_up():
    turns, inside, most, done = Turns(), [0], [0], [0]

    def come():
        for _ in range(50):
            if turns.take(0.0005):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.0002)
                inside[0] -= 1
                done[0] += 1
                turns.pass_on()

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert done[0] > 0
    assert turns.take(0)
